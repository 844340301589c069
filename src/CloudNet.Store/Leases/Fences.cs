using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Leases;

/// <summary>Keeps of each subnet whose lease ended its epoch and its last holder.</summary>
public static class Fences
{
    /// <summary>Stores both, over those of an earlier lease of the subnet. Of a family a host is the last holder of one subnet.</summary>
    /// <param name="db">The session.</param>
    /// <param name="lease">The lease that ends.</param>
    /// <param name="holder">Who held it; null: as before.</param>
    /// <param name="cancel">Cancels.</param>
    public static Task KeepAsync(CloudNetDb db, LeaseRow lease, HostId? holder, CancellationToken cancel)
    {
        var host = holder?.Value;
        return db.Database.ExecuteSqlAsync($"""
            UPDATE fences SET host_id = NULL
            WHERE network_id = {lease.NetworkId.Value} AND host_id = {host} AND subnet <> {lease.Subnet} AND family(subnet) = family({lease.Subnet});
            INSERT INTO fences (network_id, subnet, epoch, host_id) VALUES ({lease.NetworkId.Value}, {lease.Subnet}, {lease.Epoch}, {host})
            ON CONFLICT (network_id, subnet) DO UPDATE SET epoch = excluded.epoch, host_id = coalesce(excluded.host_id, fences.host_id)
            """, cancel);
    }

    /// <summary>The subnets of a network that these hosts held last, if nobody else has since.</summary>
    public static async Task<ILookup<HostId, IPNetwork>> FormerAsync(
        CloudNetDb db, NetworkId network, IReadOnlyList<HostId?> hosts, CancellationToken cancel) =>
        (await db.Fences.AsNoTracking().Where(row => row.NetworkId == network && hosts.Contains(row.HostId))
            .Select(row => new { row.HostId, row.Subnet }).ToListAsync(cancel)).ToLookup(row => row.HostId!.Value, row => row.Subnet);
}
