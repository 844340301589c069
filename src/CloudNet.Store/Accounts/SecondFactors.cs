using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Accounts;

/// <summary>
/// Second factors of people. Each step is one statement that says what it rests on, so that of two at once one does it. Turning one
/// on or off changes the security stamp: sessions from before end.
/// </summary>
public static class SecondFactors
{
    /// <summary>Keeps a secret that waits to be confirmed, in the place of an earlier one. False where the factor is on.</summary>
    public static async Task<bool> BeginAsync(CloudNetDb db, Guid user, byte[] key, CancellationToken cancel) =>
        await db.Users.Where(row => row.Id == user && !row.TwoFactorEnabled)
            .ExecuteUpdateAsync(row => row.SetProperty(u => u.AuthenticatorKey, key), cancel) == 1;

    /// <summary>Turns it on, if the secret is still the one that was confirmed; recovery codes are saved with the context.</summary>
    public static async Task<bool> TurnOnAsync(CloudNetDb db, Guid user, byte[] key, IEnumerable<byte[]> recovery, CancellationToken cancel)
    {
        var stamp = Guid.NewGuid().ToString();
        var changed = await db.Users.Where(row => row.Id == user && !row.TwoFactorEnabled && row.AuthenticatorKey == key).ExecuteUpdateAsync(
            row => row.SetProperty(u => u.TwoFactorEnabled, true).SetProperty(u => u.SecurityStamp, stamp).SetProperty(u => u.ConcurrencyStamp, stamp), cancel);
        if (changed != 1) return false;
        db.Set<RecoveryCodeRow>().AddRange(recovery.Select(hash => new RecoveryCodeRow { UserId = user, Hash = hash }));
        return true;
    }

    /// <summary>Turns it off, and forgets secret and recovery codes. False where it was off.</summary>
    public static async Task<bool> TurnOffAsync(CloudNetDb db, Guid user, CancellationToken cancel)
    {
        var stamp = Guid.NewGuid().ToString();
        var changed = await db.Users.Where(row => row.Id == user && row.TwoFactorEnabled).ExecuteUpdateAsync(row => row
            .SetProperty(u => u.TwoFactorEnabled, false).SetProperty(u => u.AuthenticatorKey, (byte[]?)null)
            .SetProperty(u => u.SecurityStamp, stamp).SetProperty(u => u.ConcurrencyStamp, stamp), cancel);
        await db.Set<RecoveryCodeRow>().Where(row => row.UserId == user).ExecuteDeleteAsync(cancel);
        await db.Set<UsedCodeRow>().Where(row => row.UserId == user).ExecuteDeleteAsync(cancel);
        return changed == 1;
    }

    /// <summary>Marks a code of the app as used. False where it was used since then: of many who send it at once one is first.</summary>
    public static async Task<bool> UseAsync(CloudNetDb db, Guid user, string code, DateTimeOffset now, DateTimeOffset since, CancellationToken cancel)
    {
        await db.Set<UsedCodeRow>().Where(row => row.UserId == user && row.At <= since && row.Code != code).ExecuteDeleteAsync(cancel);
        return await db.Database.ExecuteSqlAsync($"""
            INSERT INTO used_codes (user_id, code, at) VALUES ({user}, {code}, {now})
            ON CONFLICT (user_id, code) DO UPDATE SET at = excluded.at WHERE used_codes.at <= {since}
            """, cancel) == 1;
    }

    /// <summary>Takes a recovery code away. False where there is none of this hash (any more).</summary>
    public static async Task<bool> UseRecoveryAsync(CloudNetDb db, Guid user, byte[] hash, CancellationToken cancel) =>
        await db.Set<RecoveryCodeRow>().Where(row => row.UserId == user && row.Hash == hash).ExecuteDeleteAsync(cancel) == 1;

    /// <summary>Whether there is a recovery code of this hash.</summary>
    public static Task<bool> HasRecoveryAsync(CloudNetDb db, Guid user, byte[] hash, CancellationToken cancel) =>
        db.Set<RecoveryCodeRow>().AnyAsync(row => row.UserId == user && row.Hash == hash, cancel);

    /// <summary>How many recovery codes are left.</summary>
    public static Task<int> RecoveryCodesAsync(CloudNetDb db, Guid user, CancellationToken cancel) =>
        db.Set<RecoveryCodeRow>().CountAsync(row => row.UserId == user, cancel);
}
