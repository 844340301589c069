using CloudNet.Contracts.Access;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Accounts;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.Identity;

namespace CloudNet.Controller.Access;

/// <summary>
/// A person's second factor, which they set up and turn off themselves, in person, with their password, and off with a code too: neither an open page
/// nor a token that got into other hands is enough to lock its owner out. The password is checked outside the transaction, so that a
/// wrong one stays counted. A person is no tenant's: the changes are the system's, and each tenant of theirs has them in its log.
/// </summary>
public sealed class SecondFactorCommands(
    Changes changes, CloudNetDb db, PasswordCheck passwords, CodeCheck codes, AuthenticatorKeys keys, UserManager<UserRow> users)
{
    /// <summary>Whether it is on.</summary>
    public async Task<Outcome<SecondFactorRecord>> GetAsync(Actor actor, CancellationToken cancel) =>
        (await OwnAsync(actor, cancel)).IsRefused(out var gone, out var user)
            ? gone
            : new SecondFactorRecord(actor.UserName, user.TwoFactorEnabled, await SecondFactors.RecoveryCodesAsync(db, user.Id, cancel));

    /// <summary>Gives a secret out, which counts for nothing until it is confirmed.</summary>
    public async Task<Outcome<BegunSecondFactor>> BeginAsync(Actor actor, BeginSecondFactor request, CancellationToken cancel)
    {
        if ((await ProveAsync(actor, request.Password, cancel)).IsRefused(out var refusal, out var user)) return refusal;
        var secret = users.GenerateNewAuthenticatorKey();
        return await changes.RunForSystemAsync<BegunSecondFactor>(async change =>
            await SecondFactors.BeginAsync(change.Db, user.Id, keys.Protect(secret), change.Cancel)
                ? new BegunSecondFactor(secret, SecondFactorRules.Uri(actor.UserName, secret))
                : SecondFactorRules.OnAlready, cancel);
    }

    /// <summary>Turns it on, for whoever shows that the app has the secret. Other sessions end.</summary>
    public async Task<Outcome<ConfirmedSecondFactor>> ConfirmAsync(Actor actor, ConfirmSecondFactor request, CancellationToken cancel)
    {
        if (AccessRules.RequireInPerson(actor) is { } limited) return limited;
        if (SecondFactorRules.Problem(request.Code) is { } problem) return Refusal.Invalid([problem]);
        if ((await OwnAsync(actor, cancel)).IsRefused(out var gone, out var user)) return gone;
        if (user.TwoFactorEnabled) return SecondFactorRules.OnAlready;
        if (user.AuthenticatorKey is not { } key) return SecondFactorRules.NotBegun;
        var code = SecondFactorRules.Plain(request.Code ?? "");
        if (await passwords.TryAsync(user, () => codes.IsOfAppAsync(user, code), SecondFactorRules.NotOfTheApp, cancel) is { } wrong) return wrong;
        string[] recovery = [.. Enumerable.Range(0, SecondFactorRules.RecoveryCodes).Select(_ => RecoveryCode.New())];
        var hashes = recovery.Select(one => Secret.Hash(SecondFactorRules.Plain(one))).ToArray();
        return await changes.RunForSystemAsync<ConfirmedSecondFactor>(async change =>
            !await codes.UseAsync(change.Db, user, code, change.Cancel) ? SecondFactorRules.NotOfTheApp
            : await SecondFactors.TurnOnAsync(change.Db, user.Id, key, hashes, change.Cancel) ? new ConfirmedSecondFactor(recovery)
            : SecondFactorRules.NotBegun, cancel);
    }

    /// <summary>Turns it off. Other sessions end.</summary>
    public async Task<Outcome<UserId>> EndAsync(Actor actor, EndSecondFactor request, CancellationToken cancel)
    {
        if (SecondFactorRules.Problem(request.Code) is { } problem) return Refusal.Invalid([problem]);
        if ((await ProveAsync(actor, request.Password, cancel)).IsRefused(out var refusal, out var user)) return refusal;
        if (!user.TwoFactorEnabled) return SecondFactorRules.Off;
        if (string.IsNullOrWhiteSpace(request.Code)) return SecondFactorRules.CodeNeeded;
        var code = request.Code;
        if (await passwords.TryAsync(user, () => codes.IsOfUserAsync(user, code, cancel), SecondFactorRules.WrongCode, cancel) is { } wrong) return wrong;
        return await changes.RunForSystemAsync<UserId>(async change =>
            !await codes.IsRightAsync(change.Db, user, code, change.Cancel) ? SecondFactorRules.WrongCode
            : await SecondFactors.TurnOffAsync(change.Db, user.Id, change.Cancel) ? new UserId(user.Id) : SecondFactorRules.Off, cancel);
    }

    /// <summary>The actor, for whoever knows their password, in person.</summary>
    internal async Task<Outcome<UserRow>> ProveAsync(Actor actor, string? password, CancellationToken cancel)
    {
        if (AccessRules.RequireInPerson(actor) is { } limited) return limited;
        if (SecondFactorRules.CheckPassword(password) is { } invalid) return invalid;
        if (!(await passwords.CheckPasswordAsync(actor.UserName, password!, cancel)).IsRefused(out var refusal, out var user)) return user;
        return refusal.Kind == RefusalKind.NotAuthenticated ? SecondFactorRules.WrongPassword : refusal;
    }

    private async Task<Outcome<UserRow>> OwnAsync(Actor actor, CancellationToken cancel) =>
        await UserReads.FindAsync(db, actor.User, cancel) is { } user ? user : SecondFactorRules.NoUser(actor.UserName);
}
