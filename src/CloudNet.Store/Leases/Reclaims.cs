using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Leases;

/// <summary>Leases that are taken back, and hosts that return: read under the locks of both streams.</summary>
public static class Reclaims
{
    /// <summary>A host in a network.</summary>
    /// <param name="Network">The network.</param>
    /// <param name="Host">The host.</param>
    public sealed record Member(NetworkRow Network, HostRow Host);

    /// <summary>
    /// The host, if it has leases there none of which is reserved for it, and was not heard of since then, while another of the tenant was heard
    /// of lately; else null. Where none at all is, it is the controller that hears nothing, because its bus or a network is down,
    /// however long that lasts: and nobody is there who needs the subnet.
    /// </summary>
    public static async Task<Member?> DueAsync(
        CloudNetDb db, HostId hostId, NetworkId networkId, DateTimeOffset before, DateTimeOffset lately, CancellationToken cancel) => await (
        from host in db.Hosts
        where host.Id == hostId && (host.LastSeenAt ?? host.EnrolledAt) < before
            && db.Leases.Any(lease => lease.NetworkId == networkId && lease.HostId == hostId)
            && !db.Leases.Any(lease => lease.NetworkId == networkId && lease.HostId == hostId && lease.ReservedFor != null)
            && db.Hosts.Any(other => other.TenantId == host.TenantId && other.LastSeenAt > lately)
        from network in db.Networks
        where network.Id == networkId
        select new Member(network, host)).SingleOrDefaultAsync(cancel);

    /// <summary>Remembers that the host is still meant to be in the network, where it had these subnets.</summary>
    public static void Note(CloudNetDb db, Member due, IEnumerable<System.Net.IPNetwork> subnets, DateTimeOffset now) =>
        db.Reclaimed.AddRange(subnets.Select(subnet => new ReclaimedRow
        {
            NetworkId = due.Network.Id, HostId = due.Host.Id, TenantId = due.Host.TenantId, Subnet = subnet, At = now,
        }));

    /// <summary>The host, if it was heard of since its leases were taken back; else null.</summary>
    public static async Task<Member?> ReturnedAsync(CloudNetDb db, HostId hostId, NetworkId networkId, CancellationToken cancel) => await (
        from host in db.Hosts
        where host.Id == hostId && host.LinkedTo != null
            && db.Reclaimed.Any(row => row.NetworkId == networkId && row.HostId == hostId && host.LastSeenAt > row.At)
        from network in db.Networks
        where network.Id == networkId
        select new Member(network, host)).SingleOrDefaultAsync(cancel);

    /// <summary>Forgets that a host was to get a subnet when it returns: it has joined by itself, or left.</summary>
    public static Task ForgetAsync(CloudNetDb db, NetworkId network, IReadOnlyList<HostId> hosts, CancellationToken cancel) =>
        db.Reclaimed.Where(row => row.NetworkId == network && hosts.Contains(row.HostId)).ExecuteDeleteAsync(cancel);
}
