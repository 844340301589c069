using CloudNet.Contracts.Access;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Accounts;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Access;

/// <summary>
/// A person's own password, which they change in person, with the one that they have and, where a second factor is on, a code. Both are
/// checked and the new one is hashed outside the transaction, so that wrong ones stay counted and hashing holds no lock.
/// </summary>
public sealed class PasswordCommands(Changes changes, PasswordCheck passwords, CodeCheck codes, SecondFactorCommands factors)
{
    /// <summary>Changes it. Other sessions end; tokens go on.</summary>
    public async Task<Outcome<UserId>> ChangeAsync(Actor actor, ChangePassword request, CancellationToken cancel)
    {
        if (AccessRules.RequireInPerson(actor) is { } limited) return limited;
        if (PasswordRules.Check(request) is { } invalid) return invalid;
        if ((await factors.ProveAsync(actor, request.Password, cancel)).IsRefused(out var refusal, out var user)) return refusal;
        var code = user.TwoFactorEnabled ? request.Code ?? "" : null;
        if (code is not null && await CheckCodeAsync(user, code, cancel) is { } unproved) return unproved;
        if ((await passwords.HashAsync(request.NewPassword!, cancel)).IsRefused(out var busy, out var hash)) return busy;
        return await changes.RunForSystemAsync<UserId>(async change =>
            code is not null && !await codes.IsRightAsync(change.Db, user, code, change.Cancel) ? SecondFactorRules.WrongCode
            : await Passwords.ChangeAsync(change.Db, user, hash, change.Cancel) ? new UserId(user.Id) : PasswordRules.ChangedMeanwhile, cancel);
    }

    private async Task<Refusal?> CheckCodeAsync(UserRow user, string code, CancellationToken cancel) => string.IsNullOrWhiteSpace(code)
        ? SecondFactorRules.CodeNeeded
        : await passwords.TryAsync(user, () => codes.IsOfUserAsync(user, code, cancel), SecondFactorRules.WrongCode, cancel);
}
