using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;
using CloudNet.Store.Reports;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Networks;

/// <summary>
/// Puts hosts into networks and takes them out: the one place that does, for commands, enrolment and removal alike. Always
/// within a change that has locked the streams of the host and of the network.
/// </summary>
internal static class Membership
{
    /// <summary>
    /// Gives each host its leases, one of each family of the network, and tells the streams; a host that is in keeps what it has, and
    /// nothing is told. All of them at the cost of one: a fixed number of queries, and one change record in the network's stream.
    /// </summary>
    /// <param name="change">The change.</param>
    /// <param name="network">The network.</param>
    /// <param name="hosts">The hosts.</param>
    /// <param name="overlaps">What hosts have into the network's ranges, to be refused where it is in use; null: no matter.</param>
    /// <returns>For each host its leases, or why it has none: a refusal of one is no matter to the others.</returns>
    public static async Task<IReadOnlyList<Outcome<IReadOnlyList<LeaseRow>>>> JoinAsync(
        Change change, NetworkRow network, IReadOnlyList<HostRow> hosts, ILookup<HostId, HostOverlap>? overlaps = null)
    {
        var own = await OwnAsync(change, network, hosts);
        var choices = hosts.Select(host => (Clash(network, host, own, overlaps) ?? Unable(network, host, own)) is { } refusal ? refusal
            : JoinRules.Choose(network.AsLeased(), host.Id, host.Name, host.UnderlayAddress,
                [.. own.Where(lease => lease.HostId == host.Id || lease.ReservedFor == host.Name).Select(lease => State(lease, host))])).ToArray();
        var free = await FreeSubnets.TakeAsync(change, network, Wanting(hosts, choices));
        var subnets = hosts.Zip(choices, (host, choice) => free.Complete(host.Id, choice)).ToArray();
        await free.GiveBackAsync();

        var made = await LeaseRows.MakeAsync(change, network, [.. subnets.SelectMany(Subnets).Except(own.Select(lease => lease.Subnet))]);
        var given = own.Concat(made).ToDictionary(lease => lease.Subnet);
        var pins = await PinReads.InsideAsync(change.Db, network.Id, given.Keys, change.Cancel);
        var mappings = await PortMappingReads.OfAsync(change.Db, network.Id, [.. hosts.Select(host => host.Id)], change.Cancel);
        var hidden = await HiddenNetworks.OfAsync(change.Db, network.Id, [.. hosts.Select(host => host.Id)], change.Cancel);
        HostNetworkAdded Told(HostRow host, IReadOnlyList<LeaseRow> leases) => new(
            network.Id, PinReads.Ordered(leases.SelectMany(lease => pins[lease.Subnet])), PortMappingReads.Ordered(mappings[host.Id]),
            hidden.Contains(host.Id));
        var outcomes = hosts.Zip(subnets, (host, chosen) => chosen.Then(all => Give(change, network, host, [.. all.Select(subnet => given[subnet])], Told)));
        Outcome<IReadOnlyList<LeaseRow>>[] answers = [.. outcomes];
        await NewLeases.AddAsync(change.Db, network, made, change.Cancel);
        HostId[] inside = [.. hosts.Zip(answers).Where(pair => !pair.Second.IsRefused(out _, out _)).Select(pair => pair.First.Id)];
        await Reclaims.ForgetAsync(change.Db, network.Id, inside, change.Cancel);
        return answers;
    }

    // A host that is in stays in: what came later is a problem of the host, and told there.
    private static Refusal? Clash(NetworkRow network, HostRow host, IReadOnlyList<LeaseRow> own, ILookup<HostId, HostOverlap>? overlaps) =>
        overlaps is null || own.Any(lease => lease.HostId == host.Id) ? null : OverlapRules.OfJoin(network.Name, overlaps[host.Id]);

    private static Refusal? Unable(NetworkRow network, HostRow host, IReadOnlyList<LeaseRow> own) => own.Any(lease => lease.HostId == host.Id)
        ? null
        : network.Planes.Select(plane => DriverRules.OfJoin(
            network.AsLeased(), plane, host.Name, host.UnderlayAddress.AddressFamily, host.AgentVersion is not null, host.Drivers))
            .FirstOrDefault(refusal => refusal is not null);

    private static IEnumerable<(HostId Host, AddressFamily Family)> Wanting(
        IReadOnlyList<HostRow> hosts, IReadOnlyList<Outcome<IReadOnlyList<JoinRules.Choice>>> choices) =>
        from pair in hosts.Zip(choices)
        from choice in pair.Second.IsRefused(out _, out var chosen) ? [] : chosen
        where choice.Subnet is null
        select (pair.First.Id, choice.Family);

    private static IReadOnlyList<IPNetwork> Subnets(Outcome<IReadOnlyList<IPNetwork>> chosen) => chosen.IsRefused(out _, out var subnets) ? [] : subnets;

    private static IReadOnlyList<LeaseRow> Give(
        Change change, NetworkRow network, HostRow host, IReadOnlyList<LeaseRow> leases, Func<HostRow, IReadOnlyList<LeaseRow>, HostNetworkAdded> told)
    {
        var given = leases.Where(lease => lease.HostId != host.Id).ToArray();
        if (given.Length == 0) return leases;
        foreach (var lease in given)
        {
            lease.HostId = host.Id;
            lease.Epoch++;
        }
        change.Record(StreamName.Of(network.Id), new NetworkMemberSet(ViewReads.MemberOf(network, host, leases)));
        change.Record(StreamName.Of(host.Id), told(host, leases));
        return leases;
    }

    private static async Task<IReadOnlyList<LeaseRow>> OwnAsync(Change change, NetworkRow network, IReadOnlyList<HostRow> hosts)
    {
        var (ids, names) = (hosts.Select(host => (HostId?)host.Id).ToArray(), hosts.Select(host => host.Name).ToArray());
        return await change.Db.Leases
            .Where(row => row.NetworkId == network.Id && (ids.Contains(row.HostId) || names.Contains(row.ReservedFor))).ToListAsync(change.Cancel);
    }

    private static LeaseState State(LeaseRow lease, HostRow host) =>
        new(lease.Subnet, lease.HostId, lease.HostId == host.Id ? host.Name : null, lease.ReservedFor);

    /// <summary>
    /// Ends the host's leases and tells both streams; a reserved subnet stays reserved. A host that is not in stays out, and
    /// nothing is told.
    /// </summary>
    /// <returns>The subnets that it had.</returns>
    public static async Task<IReadOnlyList<IPNetwork>> LeaveAsync(Change change, NetworkRow network, HostRow host)
    {
        var (db, cancel) = (change.Db, change.Cancel);
        await Reclaims.ForgetAsync(db, network.Id, [host.Id], cancel);
        var leases = await db.Leases.Where(row => row.NetworkId == network.Id && row.HostId == host.Id).ToListAsync(cancel);
        if (leases.Count == 0) return [];
        foreach (var lease in leases)
        {
            lease.HostId = null;
            if (lease.ReservedFor is null) await LeaseRows.EndAsync(change, network, lease, host.Id);
        }
        var stream = StreamName.Of(network.Id);
        await HostWorkloads.EndAsync(change, network.Id, host.Id);
        await db.Applied.Where(row => row.HostId == host.Id && row.Stream == stream).ExecuteDeleteAsync(cancel);
        await db.NextPlanes.Where(row => row.HostId == host.Id && row.NetworkId == network.Id).ExecuteDeleteAsync(cancel);
        change.Record(stream, new NetworkMemberRemoved(host.Id));
        change.Record(StreamName.Of(host.Id), new HostNetworkRemoved(network.Id));
        return [.. leases.Select(lease => lease.Subnet)];
    }
}
