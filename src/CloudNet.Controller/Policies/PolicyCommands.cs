using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Domain.Access;
using CloudNet.Domain.Policies;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Policies;
using CloudNet.Store.Preconditions;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Policies;

/// <summary>
/// Makes, changes and removes policies, and says what becomes of what none of them matches. The hosts of a network hear which policies it has, not which
/// workloads they are about: each finds those by itself.
/// </summary>
public sealed class PolicyCommands(Changes changes)
{
    /// <summary>Makes a policy.</summary>
    public Task<Outcome<PolicyRecord>> CreateAsync(Actor actor, NetworkId id, CreatePolicy request, CancellationToken cancel) =>
        changes.RunAsync<PolicyRow, PolicyRecord>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, id)).IsRefused(out var refusal, out var network)) return refusal;
            if (PolicyRules.Parse(request).IsRefused(out refusal, out var policy)) return refusal;
            var nameIsTaken = await PolicyRows.FindAsync(change.Db, id, policy.Name, change.Cancel) is not null;
            var count = await PolicyRows.CountAsync(change, id);
            if (PolicyRules.Conflict(policy.Name, network.Name, nameIsTaken, count) is { } conflict) return conflict;
            return PolicyRows.Add(change, id, policy);
        }, (change, row) => PolicyReads.RecordAsync(change.Db, row, change.Cancel), cancel);

    /// <summary>Changes a policy; what is left out stays.</summary>
    public Task<Outcome<PolicyRecord>> SetAsync(Actor actor, NetworkId id, string policy, SetPolicy request, CancellationToken cancel) =>
        changes.RunAsync<PolicyRow, PolicyRecord>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, id)).IsRefused(out var refusal, out var network)) return refusal;
            if (await FindAsync(change, id, policy) is not { } row) return PolicyRules.NotFound(network.Name, policy);
            if (PolicyRules.Parse(request, row.Settings).IsRefused(out refusal, out var settings)) return refusal;
            PolicyRows.Set(change, row, settings);
            return row;
        }, (change, row) => PolicyReads.RecordAsync(change.Db, row, change.Cancel), cancel);

    /// <summary>Removes a policy, and what was counted of it.</summary>
    public Task<Outcome<PolicyId>> RemoveAsync(Actor actor, NetworkId id, string policy, CancellationToken cancel) =>
        changes.RunAsync<PolicyId>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, id)).IsRefused(out var refusal, out var network)) return refusal;
            if (await FindAsync(change, id, policy) is not { } row) return PolicyRules.NotFound(network.Name, policy);
            PolicyRows.Remove(change, row);
            return row.Id;
        }, cancel);

    /// <summary>Says what becomes of what no policy of a network matches; what is left out stays.</summary>
    public Task<Outcome<PolicyDefaultsRecord>> SetDefaultsAsync(Actor actor, NetworkId id, SetPolicyDefaults request, CancellationToken cancel) =>
        changes.RunAsync<PolicyDefaultsRow, PolicyDefaultsRecord>(actor.Tenant, async change =>
        {
            if ((await LockAsync(change, actor, id)).IsRefused(out var refusal, out _)) return refusal;
            var row = await PolicyRows.DefaultsAsync(change, id);
            if (PolicyRules.Parse(request, row.Defaults).IsRefused(out refusal, out var defaults)) return refusal;
            PolicyRows.Set(change, row, defaults);
            return row;
        }, (change, row) => PolicyReads.DefaultsAsync(change.Db, row.NetworkId, change.Cancel), cancel);

    private static async Task<Outcome<NetworkRow>> LockAsync(Change change, Actor actor, NetworkId id) =>
        AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed ? notAllowed : await PolicyRows.LockAsync(change, actor.Tenant, id);

    // What the change rests on is checked under the lock.
    private static async Task<PolicyRow?> FindAsync(Change change, NetworkId network, string policy)
    {
        var row = await PolicyRows.FindAsync(change.Db, network, policy, change.Cancel);
        if (row is not null && Precondition.Current is { } condition)
            condition.Locked(PreconditionKind.Policy, await PolicyReads.RecordAsync(change.Db, row, change.Cancel));
        return row;
    }
}
