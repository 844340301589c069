using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads people.</summary>
public static class UserReads
{
    /// <summary>Whether somebody has this name.</summary>
    /// <param name="db">The database.</param>
    /// <param name="normalized">The name as it is compared.</param>
    /// <param name="cancel">Cancels.</param>
    public static Task<bool> IsThereAsync(CloudNetDb db, string normalized, CancellationToken cancel) =>
        db.Users.AnyAsync(row => row.NormalizedUserName == normalized, cancel);
}
