using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Access;

/// <summary>
/// Checks a name and a password. An attempt is counted before its password is looked at, in one statement, and taken off the
/// count when it was right: so however many come at once, no more than <see cref="SignInRules.MostFailures"/> passwords are
/// tried before the user is locked out. A user that does not exist costs the same hashing, is locked out the same
/// (<see cref="NobodysTries"/>), and gets the same answer. Hashing is
/// slow by design, so only a few run at once: a flood of guesses leaves the processor to the rest of the controller.
/// <para>
/// Codes of a second factor are counted likewise, with the passwords. A right password alone takes only its own attempt off the
/// count there: else whoever has the password could guess codes without end, with a right password in between.
/// </para>
/// </summary>
public sealed class PasswordCheck(
    CloudNetDb db, UserManager<UserRow> users, PasswordHashes hashes, CodeCheck codes, NobodysTries nobodys, TimeProvider clock)
{
    private const int AtOnce = 4;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly SemaphoreSlim Gate = new(AtOnce);

    /// <summary>The user who signs in, or why not: that a code is needed is told once the password is right.</summary>
    public async Task<Outcome<UserRow>> CheckAsync(string userName, string password, string? code, CancellationToken cancel)
    {
        if ((await CheckPasswordAsync(userName, password, cancel)).IsRefused(out var refusal, out var user)) return refusal;
        if (!user.TwoFactorEnabled) return user;
        return string.IsNullOrWhiteSpace(code) ? SecondFactorRules.CodeNeeded : await CheckCodeAsync(user.Id, code, cancel);
    }

    /// <summary>The user whose password it is, or why not. No sign-in, where they have a second factor.</summary>
    public Task<Outcome<UserRow>> CheckPasswordAsync(string userName, string password, CancellationToken cancel) =>
        InTurnAsync(() => CheckOneAsync(userName, password, cancel), cancel);

    /// <summary>The user whose password was right, and whose code it is; or why not.</summary>
    public async Task<Outcome<UserRow>> CheckCodeAsync(Guid id, string code, CancellationToken cancel)
    {
        if (await UserReads.FindAsync(db, id, cancel) is not { } user) return SignInRules.Wrong;
        return await TryAsync(user, () => codes.IsRightAsync(user, code, cancel), SecondFactorRules.WrongCode, cancel) is { } refusal ? refusal : user;
    }

    /// <summary>Lets a user show something that could be guessed: each try counts, and who is locked out has none.</summary>
    /// <param name="user">The user.</param>
    /// <param name="isRight">Whether it is right.</param>
    /// <param name="wrong">What is said where it is not.</param>
    /// <param name="cancel">The request was given up.</param>
    /// <returns>Null where it is right.</returns>
    public async Task<Refusal?> TryAsync(UserRow user, Func<Task<bool>> isRight, Refusal wrong, CancellationToken cancel)
    {
        if (!await CountAsync(user.Id, cancel)) return LockedOut(user);
        if (!await isRight()) return wrong;
        await ForgetFailuresAsync(user, cancel);
        return null;
    }

    /// <summary>Whether the user's security stamp is still this one.</summary>
    public async Task<bool> IsStampAsync(Guid id, string? stamp, CancellationToken cancel) =>
        await UserReads.FindAsync(db, id, cancel) is { } user && (user.SecurityStamp ?? "") == stamp;

    /// <summary>The hash of a new user's password, which costs as much as a check and takes its turn with them.</summary>
    public Task<Outcome<string>> HashAsync(string password, CancellationToken cancel) =>
        InTurnAsync<string>(() => Task.FromResult<Outcome<string>>(hashes.Hash(password)), cancel);

    private static async Task<Outcome<T>> InTurnAsync<T>(Func<Task<Outcome<T>>> hashing, CancellationToken cancel) where T : notnull
    {
        if (!await Gate.WaitAsync(LongestWait, cancel)) return SignInRules.Busy;
        try
        {
            return await hashing();
        }
        finally
        {
            Gate.Release();
        }
    }

    private async Task<Outcome<UserRow>> CheckOneAsync(string userName, string password, CancellationToken cancel)
    {
        var known = userName.Any(char.IsControl) ? null : users.NormalizeName(userName);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedUserName == known, cancel);
        if (user?.PasswordHash is null)
        {
            if (nobodys.Count(known) is { } wait) return SignInRules.LockedOutFor(wait);
            hashes.IsRight(null, password);
            return SignInRules.Wrong;
        }
        if (!await CountAsync(user.Id, cancel)) return LockedOut(user);
        if (!hashes.IsRight(user.PasswordHash, password)) return SignInRules.Wrong;
        if (user.TwoFactorEnabled) await TakeOffAsync(user, cancel);
        else await ForgetFailuresAsync(user, cancel);
        return user;
    }

    // Where another try locked the user out since the row was read, that was just now.
    private Refusal LockedOut(UserRow user) => user.LockoutEnd - clock.GetUtcNow() is { } wait && wait > TimeSpan.Zero
        ? SignInRules.LockedOutFor(wait)
        : SignInRules.LockedOut;

    private Task ForgetFailuresAsync(UserRow user, CancellationToken cancel) => db.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(
        row => row.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), cancel);

    // If it was the last one that is allowed, it locked the user out.
    private Task TakeOffAsync(UserRow user, CancellationToken cancel) =>
        db.Users.Where(row => row.Id == user.Id && row.AccessFailedCount > 0).ExecuteUpdateAsync(
            row => row.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount - 1).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), cancel);

    /// <returns>False where the user is locked out.</returns>
    private async Task<bool> CountAsync(Guid user, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var until = now + SignInRules.LockOut;
        var counted = await db.Users.Where(row => row.Id == user && (row.LockoutEnd == null || row.LockoutEnd <= now)).ExecuteUpdateAsync(row => row
            .SetProperty(u => u.AccessFailedCount, u => u.LockoutEnd == null ? u.AccessFailedCount + 1 : 1)
            .SetProperty(u => u.LockoutEnd, u => u.LockoutEnd == null && u.AccessFailedCount + 1 >= SignInRules.MostFailures ? until : null), cancel);
        return counted == 1;
    }
}
