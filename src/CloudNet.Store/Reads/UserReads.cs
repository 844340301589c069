using CloudNet.Store.Tables;
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

    /// <summary>The person of this id; null where there is none (any more).</summary>
    public static Task<UserRow?> FindAsync(CloudNetDb db, Guid user, CancellationToken cancel) =>
        db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == user, cancel);
}
