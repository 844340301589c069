using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Accounts;

/// <summary>Gives people another password. Each is one statement, and changes the security stamp: sessions from before end.</summary>
public static class Passwords
{
    /// <summary>
    /// Changes it, if how the person signs in is still as it was read: of two that come at once one does it, and none past a second
    /// factor that was turned on meanwhile. False where it is not.
    /// </summary>
    public static async Task<bool> ChangeAsync(CloudNetDb db, UserRow user, string hash, CancellationToken cancel)
    {
        var (stamp, before) = (Guid.NewGuid().ToString(), user.SecurityStamp);
        return await db.Users.Where(row => row.Id == user.Id && row.SecurityStamp == before).ExecuteUpdateAsync(row => row
            .SetProperty(u => u.PasswordHash, hash)
            .SetProperty(u => u.SecurityStamp, stamp).SetProperty(u => u.ConcurrencyStamp, stamp), cancel) == 1;
    }

    /// <summary>Sets it, whatever it was, and lets the person in again where they were locked out. False where they are gone.</summary>
    public static async Task<bool> ResetAsync(CloudNetDb db, Guid user, string hash, CancellationToken cancel)
    {
        var stamp = Guid.NewGuid().ToString();
        return await db.Users.Where(row => row.Id == user).ExecuteUpdateAsync(row => row
            .SetProperty(u => u.PasswordHash, hash).SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null)
            .SetProperty(u => u.SecurityStamp, stamp).SetProperty(u => u.ConcurrencyStamp, stamp), cancel) == 1;
    }
}
