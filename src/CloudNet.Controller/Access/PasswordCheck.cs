using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Access;

/// <summary>
/// Checks a name and a password. An attempt is counted before its password is looked at, in one statement, and taken off the
/// count when it was right: so however many come at once, no more than <see cref="SignInRules.MostFailures"/> passwords are
/// tried before the user is locked out. A user that does not exist costs the same hashing, and gets the same answer. Hashing is
/// slow by design, so only a few run at once: a flood of guesses leaves the processor to the rest of the controller.
/// </summary>
public sealed class PasswordCheck(CloudNetDb db, UserManager<UserRow> users, TimeProvider clock)
{
    private const int AtOnce = 4;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly SemaphoreSlim Gate = new(AtOnce);
    private static readonly PasswordHasher<UserRow> Hasher = new();
    private static readonly Lazy<string> Decoy = new(() => Hasher.HashPassword(new(), Guid.NewGuid().ToString()));

    /// <summary>The user, or why not.</summary>
    public Task<Outcome<UserRow>> CheckAsync(string userName, string password, CancellationToken cancel) =>
        InTurnAsync(() => CheckOneAsync(userName, password, cancel), cancel);

    /// <summary>The hash of a new user's password, which costs as much as a check and takes its turn with them.</summary>
    public Task<Outcome<string>> HashAsync(string password, CancellationToken cancel) =>
        InTurnAsync<string>(() => Task.FromResult<Outcome<string>>(Hasher.HashPassword(new(), password)), cancel);

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
            Hasher.VerifyHashedPassword(new(), Decoy.Value, password);
            return SignInRules.Wrong;
        }
        if (!await CountAsync(user.Id, cancel)) return SignInRules.LockedOut;
        if (Hasher.VerifyHashedPassword(user, user.PasswordHash, password) == PasswordVerificationResult.Failed) return SignInRules.Wrong;
        await db.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(
            row => row.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), cancel);
        return user;
    }

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
