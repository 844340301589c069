using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Gathering;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Networks;

/// <summary>
/// Joins hosts to a network, those that ask at once in one transaction: a network's stream takes one writer at a time, so where
/// thousands join, a commit for each would be all that the controller does.
/// </summary>
public sealed class Joins
{
    // Each locks its host's stream until the commit; beyond some hundred the commit is a small part of the cost.
    private const int MostAtOnce = 256;

    private readonly Changes changes;
    private readonly CloudNetStore store;
    private readonly Gathered<(TenantId Tenant, NetworkId Network), HostId, Outcome<MembershipRecord>> gathered;

    /// <summary>Joins through this database.</summary>
    public Joins(Changes changes, CloudNetStore store)
    {
        (this.changes, this.store) = (changes, store);
        gathered = new(MostAtOnce, (of, hosts) => JoinAllAsync(of.Tenant, of.Network, hosts));
    }

    /// <summary>Puts a host of a tenant into a network of it.</summary>
    public Task<Outcome<MembershipRecord>> JoinAsync(TenantId tenant, NetworkId network, HostId host, CancellationToken cancel) =>
        gathered.DoAsync((tenant, network), host, cancel);

    private async Task<IReadOnlyList<Outcome<MembershipRecord>>> JoinAllAsync(TenantId tenant, NetworkId network, IReadOnlyList<HostId> hosts)
    {
        var outcome = await changes.RunAsync<Dictionary<HostId, Outcome<IReadOnlyList<Guid>>>>(
            tenant, change => JoinAsync(change, tenant, network, [.. hosts.Distinct()]), CancellationToken.None);
        if (outcome.IsRefused(out var refusal, out var joined)) return [.. hosts.Select(_ => (Outcome<MembershipRecord>)refusal)];
        Guid[] leases = [.. joined.Values.SelectMany(lease => lease.IsRefused(out _, out var ids) ? [] : ids)];
        await using var db = store.ForTenant(tenant);
        var records = (await LeaseReads.RecordsAsync(db, leases, CancellationToken.None))
            .Where(record => record.HostId is not null).ToLookup(record => record.HostId!.Value);
        return [.. hosts.Select(host => Answer(network, host, joined, records))];
    }

    private static async Task<Outcome<Dictionary<HostId, Outcome<IReadOnlyList<Guid>>>>> JoinAsync(
        Change change, TenantId tenant, NetworkId id, HostId[] hosts)
    {
        if ((await JoiningHosts.LockAsync(change, tenant, id, hosts)).IsRefused(out var refusal, out var joining)) return refusal;
        var leases = await Membership.JoinAsync(change, joining.Network, joining.Hosts);
        return joining.Hosts.Zip(leases)
            .ToDictionary(pair => pair.First.Id, pair => pair.Second.Then<IReadOnlyList<Guid>>(held => [.. held.Select(lease => lease.Id)]));
    }

    private static Outcome<MembershipRecord> Answer(
        NetworkId network, HostId host, Dictionary<HostId, Outcome<IReadOnlyList<Guid>>> joined, ILookup<HostId, LeaseRecord> records)
    {
        if (!joined.TryGetValue(host, out var leases)) return HostReads.NotFound(host.ToString());
        if (leases.IsRefused(out var refusal, out _)) return refusal;
        // Where there is none it was taken out again before the answer was read.
        return records.Contains(host) ? new MembershipRecord(network, host, [.. records[host]]) : HostReads.NotFound(host.ToString());
    }
}
