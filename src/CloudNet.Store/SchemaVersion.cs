using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store;

/// <summary>The schema that this version of the code works with.</summary>
public static class SchemaVersion
{
    /// <summary>Name of the newest migration. A repository test keeps it equal to what <c>migrations/</c> holds.</summary>
    public const string Expected = "20261201003651_Policies";

    /// <summary>
    /// Whether the database has that migration. A newer schema is accepted (the database is upgraded before the
    /// controllers); one without any table is not.
    /// </summary>
    public static async Task<bool> IsReachedAsync(CloudNetDb db, CancellationToken cancel)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancel);
        return applied.Contains(Expected);
    }
}
