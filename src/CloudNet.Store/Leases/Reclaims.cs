using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Leases;

/// <summary>Leases that are taken back, and hosts that return: read under the locks of both streams.</summary>
public static class Reclaims
{
    /// <summary>A lease that is to be taken back.</summary>
    /// <param name="Network">The network.</param>
    /// <param name="Host">The holder.</param>
    /// <param name="Lease">The lease.</param>
    public sealed record Due(NetworkRow Network, HostRow Host, LeaseRow Lease);

    /// <summary>A host that returned to a network.</summary>
    /// <param name="Network">The network.</param>
    /// <param name="Host">The host.</param>
    /// <param name="Row">What it lost.</param>
    public sealed record Returned(NetworkRow Network, HostRow Host, ReclaimedRow Row);

    /// <summary>
    /// The host's lease, if it is not reserved and the host was not heard of since then, while another of the tenant was heard of
    /// lately; else null. Where none at all is, it is the controller that hears nothing, because its bus or a network is down,
    /// however long that lasts: and nobody is there who needs the subnet.
    /// </summary>
    public static async Task<Due?> DueAsync(
        CloudNetDb db, HostId hostId, NetworkId networkId, DateTimeOffset before, DateTimeOffset lately, CancellationToken cancel) => await (
        from lease in db.Leases
        where lease.NetworkId == networkId && lease.HostId == hostId && lease.ReservedFor == null
        join host in db.Hosts on lease.HostId equals (HostId?)host.Id
        where (host.LastSeenAt ?? host.EnrolledAt) < before && db.Hosts.Any(other => other.TenantId == host.TenantId && other.LastSeenAt > lately)
        join network in db.Networks on lease.NetworkId equals network.Id
        select new Due(network, host, lease)).SingleOrDefaultAsync(cancel);

    /// <summary>Remembers that the host is still meant to be in the network.</summary>
    public static void Note(CloudNetDb db, Due due, DateTimeOffset now) => db.Reclaimed.Add(new()
    {
        NetworkId = due.Network.Id, HostId = due.Host.Id, TenantId = due.Host.TenantId, Subnet = due.Lease.Subnet, At = now,
    });

    /// <summary>The host, if it was heard of since its lease was taken back; else null.</summary>
    public static async Task<Returned?> ReturnedAsync(CloudNetDb db, HostId hostId, NetworkId networkId, CancellationToken cancel) => await (
        from row in db.Reclaimed
        where row.NetworkId == networkId && row.HostId == hostId
        join host in db.Hosts on row.HostId equals host.Id
        where host.LinkedTo != null && host.LastSeenAt > row.At
        join network in db.Networks on row.NetworkId equals network.Id
        select new Returned(network, host, row)).SingleOrDefaultAsync(cancel);

    /// <summary>Forgets that a host was to get a subnet when it returns: it has joined by itself, or left.</summary>
    public static Task ForgetAsync(CloudNetDb db, NetworkId network, IReadOnlyList<HostId> hosts, CancellationToken cancel) =>
        db.Reclaimed.Where(row => row.NetworkId == network && hosts.Contains(row.HostId)).ExecuteDeleteAsync(cancel);
}
