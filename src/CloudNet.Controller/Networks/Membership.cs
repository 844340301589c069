using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;
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
    /// Gives each host its lease and tells the streams; a host that is in keeps what it has, and nothing is told. All of them
    /// at the cost of one: a fixed number of queries, and one change record in the network's stream.
    /// </summary>
    /// <returns>For each host its lease, or why it has none: a refusal of one is no matter to the others.</returns>
    public static async Task<IReadOnlyList<Outcome<LeaseRow>>> JoinAsync(Change change, NetworkRow network, IReadOnlyList<HostRow> hosts)
    {
        var own = await OwnAsync(change, network, hosts);
        var choices = hosts.Select(host => JoinRules.Choose(network.AsLeased(), host.Id, host.Name, host.UnderlayAddress,
            [.. own.Where(lease => lease.HostId == host.Id || lease.ReservedFor == host.Name).Select(lease => State(lease, host))])).ToArray();
        var wanting = choices.Count(choice => !choice.IsRefused(out _, out var chosen) && chosen.Subnet is null);
        var subnets = await FreeRanges.TakeLowestAsync(change.Db, network, wanting, change.Cancel);
        var free = new Queue<LeaseRow>(await LeaseRows.AddAsync(change, network, subnets));
        var full = subnets.Count < wanting ? await FullAsync(change, network, subnets.Count) : null;
        var outcomes = hosts.Zip(choices, (host, choice) => Give(change, network, host, choice, own, free, full)).ToArray();
        HostId[] inside = [.. hosts.Zip(outcomes).Where(pair => !pair.Second.IsRefused(out _, out _)).Select(pair => pair.First.Id)];
        await Reclaims.ForgetAsync(change.Db, network.Id, inside, change.Cancel);
        return outcomes;
    }

    /// <summary>Gives a host that returned the subnet that it had, where that is still free, else what one that joins gets.</summary>
    public static async Task<Outcome<LeaseRow>> ReturnAsync(Change change, NetworkRow network, HostRow host, IPNetwork former)
    {
        var own = await OwnAsync(change, network, [host]);
        await Reclaims.ForgetAsync(change.Db, network.Id, [host.Id], change.Cancel);
        return own.Count == 0 && await FreeRanges.TakeAsync(change.Db, network, former, change.Cancel)
            ? Give(change, network, host, (await LeaseRows.AddAsync(change, network, [former]))[0])
            : (await JoinAsync(change, network, [host]))[0];
    }

    private static Outcome<LeaseRow> Give(
        Change change, NetworkRow network, HostRow host, Outcome<JoinRules.Choice> choice, IReadOnlyList<LeaseRow> own, Queue<LeaseRow> free,
        Refusal? full)
    {
        if (choice.IsRefused(out var refusal, out var chosen)) return refusal;
        var lease = chosen.Subnet is { } subnet ? own.First(row => row.Subnet == subnet) : free.Count > 0 ? free.Dequeue() : null;
        return lease is null ? full! : Give(change, network, host, lease);
    }

    private static LeaseRow Give(Change change, NetworkRow network, HostRow host, LeaseRow lease)
    {
        if (lease.HostId == host.Id) return lease;
        lease.HostId = host.Id;
        lease.Epoch++;
        change.Record(StreamName.Of(network.Id), new NetworkMemberSet(Member(host, lease)));
        change.Record(StreamName.Of(host.Id), new HostNetworkAdded(network.Id));
        return lease;
    }

    private static async Task<IReadOnlyList<LeaseRow>> OwnAsync(Change change, NetworkRow network, IReadOnlyList<HostRow> hosts)
    {
        var (ids, names) = (hosts.Select(host => (HostId?)host.Id).ToArray(), hosts.Select(host => host.Name).ToArray());
        return await change.Db.Leases
            .Where(row => row.NetworkId == network.Id && (ids.Contains(row.HostId) || names.Contains(row.ReservedFor))).ToListAsync(change.Cancel);
    }

    private static async Task<Refusal> FullAsync(Change change, NetworkRow network, int taken)
    {
        var (held, reserved) = await LeaseReads.CountAsync(change.Db, network.Id, change.Cancel);
        return SubnetAllocation.Full(network.AsLeased(), held + taken, reserved);
    }

    private static LeaseState State(LeaseRow lease, HostRow host) =>
        new(lease.Subnet, lease.HostId, lease.HostId == host.Id ? host.Name : null, lease.ReservedFor);

    /// <summary>
    /// Ends the host's lease and tells both streams; a reserved subnet stays reserved. A host that is not in stays out, and
    /// nothing is told.
    /// </summary>
    public static async Task LeaveAsync(Change change, NetworkRow network, HostRow host)
    {
        var (db, cancel) = (change.Db, change.Cancel);
        await Reclaims.ForgetAsync(db, network.Id, [host.Id], cancel);
        if (await db.Leases.SingleOrDefaultAsync(row => row.NetworkId == network.Id && row.HostId == host.Id, cancel) is not { } lease) return;
        var stream = StreamName.Of(network.Id);
        lease.HostId = null;
        if (lease.ReservedFor is null) await LeaseRows.EndAsync(change, network, lease);
        await db.Workloads.Where(row => row.NetworkId == network.Id && row.HostId == host.Id).ExecuteDeleteAsync(cancel);
        await db.Applied.Where(row => row.HostId == host.Id && row.Stream == stream).ExecuteDeleteAsync(cancel);
        change.Record(stream, new NetworkMemberRemoved(host.Id));
        change.Record(StreamName.Of(host.Id), new HostNetworkRemoved(network.Id));
    }

    /// <summary>The host as its peers know it.</summary>
    public static NetworkMember Member(HostRow host, LeaseRow lease) =>
        new(host.Id, host.Name, host.UnderlayAddress, lease.Subnet, lease.Epoch, lease.Mac);
}
