using CloudNet.Contracts.Views;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
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
    /// <summary>Gives the host its lease and tells both streams; a host that is in keeps what it has, and nothing is told.</summary>
    public static async Task<Outcome<LeaseRow>> JoinAsync(Change change, NetworkRow network, HostRow host)
    {
        var leases = await LeaseReads.StatesAsync(change.Db, network.Id, change.Cancel);
        if (JoinRules.Subnet(network.AsLeased(), host.Id, host.Name, host.UnderlayAddress, leases).IsRefused(out var refusal, out var subnet))
            return refusal;

        var lease = await change.Db.Leases.SingleOrDefaultAsync(row => row.NetworkId == network.Id && row.Subnet == subnet, change.Cancel)
            ?? await LeaseRows.AddAsync(change, network.Id, subnet);
        if (lease.HostId == host.Id) return lease;
        lease.HostId = host.Id;
        lease.Epoch++;
        change.Record(StreamName.Of(network.Id), new NetworkMemberSet(Member(host, lease)));
        change.Record(StreamName.Of(host.Id), new HostNetworkAdded(network.Id));
        return lease;
    }

    /// <summary>
    /// Ends the host's lease and tells both streams; a reserved subnet stays reserved. A host that is not in stays out, and
    /// nothing is told.
    /// </summary>
    public static async Task LeaveAsync(Change change, NetworkRow network, HostRow host)
    {
        var (db, cancel) = (change.Db, change.Cancel);
        if (await db.Leases.SingleOrDefaultAsync(row => row.NetworkId == network.Id && row.HostId == host.Id, cancel) is not { } lease) return;
        var stream = StreamName.Of(network.Id);
        lease.HostId = null;
        if (lease.ReservedFor is null) await LeaseRows.EndAsync(change, lease);
        await db.Workloads.Where(row => row.NetworkId == network.Id && row.HostId == host.Id).ExecuteDeleteAsync(cancel);
        await db.Applied.Where(row => row.HostId == host.Id && row.Stream == stream).ExecuteDeleteAsync(cancel);
        change.Record(stream, new NetworkMemberRemoved(host.Id));
        change.Record(StreamName.Of(host.Id), new HostNetworkRemoved(network.Id));
    }

    /// <summary>The host as its peers know it.</summary>
    public static NetworkMember Member(HostRow host, LeaseRow lease) =>
        new(host.Id, host.Name, host.UnderlayAddress, lease.Subnet, lease.Epoch, lease.Mac);
}
