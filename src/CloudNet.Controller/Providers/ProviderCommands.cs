using CloudNet.Contracts.Access;
using CloudNet.Controller.Access;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Accounts;
using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Providers;

/// <summary>
/// Which account of the provider is which person's: they say so themselves, and with their password, since it opens all that the password
/// does. A person is no tenant's: the changes are the system's, and each tenant of theirs has them in its log.
/// </summary>
internal sealed class ProviderCommands(Changes changes, SecondFactorCommands factors, LinkLeave leaves)
{
    /// <summary>The operation of linking, in the audit log.</summary>
    public const string Link = "LinkProvider";

    /// <summary>The operation of ending it, in the audit log.</summary>
    public const string End = "EndProvider";

    /// <summary>Leave to link, for who knows their password.</summary>
    public async Task<Outcome<string>> BeginAsync(Actor actor, string password, CancellationToken cancel) =>
        (await factors.ProveAsync(actor, password, cancel)).IsRefused(out var refusal, out var user) ? refusal : leaves.Give(user);

    /// <summary>Links it, for whoever has that leave.</summary>
    public Task<Outcome<UserId>> LinkAsync((Guid Id, string Stamp) user, string issuer, string subject, CancellationToken cancel) =>
        changes.RunForSystemAsync<UserId>(async change =>
            await ProviderLogins.LinkAsync(change.Db, user, issuer, subject, change.Cancel) ? new UserId(user.Id) : ProviderRules.NotLinked, cancel);

    /// <summary>Ends it. Other sessions end.</summary>
    public async Task<Outcome<UserId>> EndAsync(Actor actor, string password, CancellationToken cancel)
    {
        if ((await factors.ProveAsync(actor, password, cancel)).IsRefused(out var refusal, out var user)) return refusal;
        return await changes.RunForSystemAsync<UserId>(async change =>
            await ProviderLogins.EndAsync(change.Db, user.Id, change.Cancel) ? new UserId(user.Id) : ProviderRules.Off, cancel);
    }
}
