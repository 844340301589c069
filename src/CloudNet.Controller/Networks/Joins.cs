using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Gathering;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Audit;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Preconditions;
using CloudNet.Store.Reads;
using CloudNet.Store.Trials;

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
    private readonly Gathered<(TenantId Tenant, NetworkId Network), (HostId Host, Deed Deed), Outcome<MembershipRecord>> gathered;

    /// <summary>Joins through this database.</summary>
    public Joins(Changes changes)
    {
        this.changes = changes;
        gathered = new(MostAtOnce, (of, asked) => JoinAllAsync(of.Tenant, of.Network, asked));
    }

    /// <summary>
    /// Puts a host of a tenant into a network of it. One that is tried, rests on something, or may overlap comes alone: others do not.
    /// </summary>
    public async Task<Outcome<MembershipRecord>> JoinAsync(
        TenantId tenant, NetworkId network, HostId host, bool allowOverlap, CancellationToken cancel) =>
        Trial.Current is null && Precondition.Current is null && !allowOverlap
            ? await gathered.DoAsync((tenant, network), (host, Deed.Required), cancel)
            : (await JoinAllAsync(tenant, network, [(host, Deed.Required)], allowOverlap))[0];

    private async Task<IReadOnlyList<Outcome<MembershipRecord>>> JoinAllAsync(
        TenantId tenant, NetworkId network, IReadOnlyList<(HostId Host, Deed Deed)> asked, bool allowOverlap = false)
    {
        var hosts = asked.Select(one => one.Host).ToArray();
        using var deed = asked[0].Deed.Begin();
        var outcome = await changes.RunAsync(tenant, change => JoinAsync(change, tenant, network, asked, allowOverlap),
            (change, joined) => AnswersAsync(change, network, hosts, joined), CancellationToken.None);
        return outcome.IsRefused(out var refusal, out var answers) ? [.. hosts.Select(_ => (Outcome<MembershipRecord>)refusal)] : answers;
    }

    // Each asker's hosts join as that asker's doing: one that many ask of by the same token from the same address is one step.
    private static async Task<Outcome<Joined>> JoinAsync(
        Change change, TenantId tenant, NetworkId id, IReadOnlyList<(HostId Host, Deed Deed)> asked, bool allowOverlap)
    {
        var askers = asked.DistinctBy(one => one.Host).ToDictionary(one => one.Host, one => one.Deed);
        if ((await JoiningHosts.LockAsync(change, tenant, id, [.. askers.Keys])).IsRefused(out var refusal, out var joining)) return refusal;
        var overlaps = await OverlapsAsync(change, joining);
        var joined = new Dictionary<HostId, Outcome<IReadOnlyList<Guid>>>();
        foreach (var own in joining.Hosts.GroupBy(host => askers[host.Id]))
        {
            using var deed = own.Key.Begin();
            if (joined.Count > 0 || own.Key != asked[0].Deed) await change.DoAsync();
            var leases = await Membership.JoinAsync(change, joining.Network, [.. own], allowOverlap ? null : overlaps);
            foreach (var (host, lease) in own.Zip(leases))
                joined.Add(host.Id, lease.Then<IReadOnlyList<Guid>>(held => [.. held.Select(row => row.Id)]));
        }
        return new Joined(joining.Network.Name, joined, overlaps);
    }

    private static Task<ILookup<HostId, HostOverlap>> OverlapsAsync(Change change, JoiningHosts joining) => OverlapReads.OfHostsAsync(
        change.Db, joining.Network.TenantId, [.. joining.Hosts.Select(host => host.Id)], [.. joining.Network.Ranges.Select(row => row.Range)], change.Cancel);

    private static async Task<Outcome<MembershipRecord>[]> AnswersAsync(Change change, NetworkId network, HostId[] hosts, Joined joined)
    {
        Guid[] leases = [.. joined.Leases.Values.SelectMany(lease => lease.IsRefused(out _, out var ids) ? [] : ids)];
        var records = (await LeaseReads.RecordsAsync(change.Db, leases, change.Cancel)).ToLookup(record => record.HostId!.Value);
        return [.. hosts.Select(host => Answer(network, host, joined, records))];
    }

    private static Outcome<MembershipRecord> Answer(NetworkId network, HostId host, Joined joined, ILookup<HostId, LeaseRecord> records)
    {
        if (!joined.Leases.TryGetValue(host, out var leases)) return HostReads.NotFound(host.ToString());
        return leases.Then(_ => new MembershipRecord(
            network, host, [.. records[host]], OverlapRules.Warnings(joined.Network, joined.Overlaps[host])));
    }

    private sealed record Joined(
        string Network, Dictionary<HostId, Outcome<IReadOnlyList<Guid>>> Leases, ILookup<HostId, HostOverlap> Overlaps);
}
