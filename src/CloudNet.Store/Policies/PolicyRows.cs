using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Policies;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Policies;

/// <summary>The policies of one network, within a change.</summary>
public static class PolicyRows
{
    /// <summary>Locks the network's stream, and that of its policies; the network is as it was seen until the change ends.</summary>
    public static async Task<Outcome<NetworkRow>> LockAsync(Change change, TenantId tenant, NetworkId id)
    {
        if ((await LockedNetwork.LockAsync(change, tenant, id)).IsRefused(out var refusal, out var network)) return refusal;
        await change.LockAsync(StreamName.OfPolicies(id));
        return network;
    }

    /// <summary>The policy of a network that a text names, which is its id or its name; null where there is none.</summary>
    public static async Task<PolicyRow?> FindAsync(CloudNetDb db, NetworkId network, string idOrName, CancellationToken cancel)
    {
        var own = db.Policies.Where(row => row.NetworkId == network);
        if (PolicyId.TryParse(idOrName, null, out var id)) return await own.SingleOrDefaultAsync(row => row.Id == id, cancel);
        // Not every text can be looked for.
        return NameRules.Policy("policy", idOrName) is null ? await own.SingleOrDefaultAsync(row => row.Name == idOrName, cancel) : null;
    }

    /// <summary>How many policies a network has.</summary>
    public static Task<int> CountAsync(Change change, NetworkId network) => change.Db.Policies.CountAsync(row => row.NetworkId == network, change.Cancel);

    /// <summary>Makes a policy, and tells of it.</summary>
    public static PolicyRow Add(Change change, NetworkId network, NewPolicy policy)
    {
        var row = change.Db.Policies.Add(new PolicyRow
        {
            Id = new(Guid.CreateVersion7(change.Now)), NetworkId = network, Name = policy.Name, Settings = policy.Settings, CreatedAt = change.Now,
        }).Entity;
        change.Record(StreamName.OfPolicies(network), new PolicySet(row.Id, row.Told()));
        return row;
    }

    /// <summary>Changes a policy, and tells of it; where nothing is another, nothing.</summary>
    public static void Set(Change change, PolicyRow row, PolicySettings settings)
    {
        var before = row.Told();
        row.Settings = settings;
        if (row.Told() is var now && !now.Equals(before)) change.Record(StreamName.OfPolicies(row.NetworkId), new PolicySet(row.Id, now));
    }

    /// <summary>Removes a policy, and tells of it.</summary>
    public static void Remove(Change change, PolicyRow row)
    {
        change.Db.Policies.Remove(row);
        change.Record(StreamName.OfPolicies(row.NetworkId), new PolicyRemoved(row.Id));
    }

    /// <summary>What becomes of what no policy of a network matches.</summary>
    public static async Task<PolicyDefaultsRow> DefaultsAsync(Change change, NetworkId network) =>
        await change.Db.PolicyDefaults.SingleOrDefaultAsync(row => row.NetworkId == network, change.Cancel)
        ?? change.Db.PolicyDefaults.Add(new() { NetworkId = network }).Entity;

    /// <summary>Changes that, and tells of it; where nothing is another, nothing.</summary>
    public static void Set(Change change, PolicyDefaultsRow row, PolicyDefaults defaults)
    {
        if (row.Defaults == defaults) return;
        row.Defaults = defaults;
        change.Record(StreamName.OfPolicies(row.NetworkId), new PolicyDefaultsSet(defaults));
    }
}
