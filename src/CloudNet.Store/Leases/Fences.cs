using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Leases;

/// <summary>Keeps the epoch of a subnet whose lease ends.</summary>
public static class Fences
{
    /// <summary>Stores the lease's epoch, over that of an earlier lease of the subnet.</summary>
    public static Task KeepAsync(CloudNetDb db, LeaseRow lease, CancellationToken cancel) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO fences (network_id, subnet, epoch) VALUES ({lease.NetworkId.Value}, {lease.Subnet}, {lease.Epoch})
        ON CONFLICT (network_id, subnet) DO UPDATE SET epoch = excluded.epoch
        """, cancel);
}
