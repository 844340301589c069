using CloudNet.Store.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Accounts;

/// <summary>
/// Who of an OpenID provider is which person: by issuer and subject, never by a name or an address of e-mail, which the provider may give
/// to somebody else. Each step takes the person's row first, so that of two at once one does it.
/// </summary>
public static class ProviderLogins
{
    /// <summary>The person who linked it; null where nobody did.</summary>
    public static Task<UserRow?> FindAsync(CloudNetDb db, string issuer, string subject, CancellationToken cancel) =>
        Logins(db).Where(row => row.LoginProvider == issuer && row.ProviderKey == subject)
            .Join(db.Users.AsNoTracking(), row => row.UserId, user => user.Id, (_, user) => user).SingleOrDefaultAsync(cancel);

    /// <summary>Whether the person linked any.</summary>
    public static Task<bool> HasAsync(CloudNetDb db, Guid user, CancellationToken cancel) => Logins(db).AnyAsync(row => row.UserId == user, cancel);

    /// <summary>
    /// Links it, for whom has none yet and the same security stamp as when they asked for it. False where one of these is not so, or where it
    /// is linked already, by whomever.
    /// </summary>
    public static async Task<bool> LinkAsync(CloudNetDb db, (Guid Id, string Stamp) user, string issuer, string subject, CancellationToken cancel)
    {
        var concurrency = Guid.NewGuid().ToString();
        var taken = await db.Users.Where(row => row.Id == user.Id && row.SecurityStamp == user.Stamp)
            .ExecuteUpdateAsync(row => row.SetProperty(u => u.ConcurrencyStamp, concurrency), cancel);
        if (taken != 1 || await HasAsync(db, user.Id, cancel)) return false;
        return await db.Database.ExecuteSqlAsync($"""
            INSERT INTO user_logins (login_provider, provider_key, user_id) VALUES ({issuer}, {subject}, {user.Id}) ON CONFLICT DO NOTHING
            """, cancel) == 1;
    }

    /// <summary>Ends it, and by a new security stamp the sessions that there are. False where there was none.</summary>
    public static async Task<bool> EndAsync(CloudNetDb db, Guid user, CancellationToken cancel)
    {
        var stamp = Guid.NewGuid().ToString();
        await db.Users.Where(row => row.Id == user && db.UserLogins.Any(login => login.UserId == user)).ExecuteUpdateAsync(
            row => row.SetProperty(u => u.SecurityStamp, stamp).SetProperty(u => u.ConcurrencyStamp, stamp), cancel);
        return await Logins(db).Where(row => row.UserId == user).ExecuteDeleteAsync(cancel) > 0;
    }

    private static IQueryable<IdentityUserLogin<Guid>> Logins(CloudNetDb db) => db.UserLogins.AsNoTracking();
}
