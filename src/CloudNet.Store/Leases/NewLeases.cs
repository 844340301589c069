using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Leases;

/// <summary>
/// Puts new leases into the database: however many, by one statement, which its triggers tell of once (the audit log, the history). A
/// statement for each, which saving tracked rows sends, costs twice that.
/// </summary>
public static class NewLeases
{
    /// <summary>
    /// Adds leases, as they are now; they are not tracked. What they rest on (a host that is new, a subnet that is free no more) is saved
    /// first.
    /// </summary>
    public static async Task AddAsync(CloudNetDb db, NetworkRow network, IReadOnlyCollection<LeaseRow> leases, CancellationToken cancel)
    {
        if (leases.Count == 0) return;
        await db.SaveChangesAsync(cancel);
        var ids = leases.Select(lease => lease.Id).ToArray();
        var subnets = leases.Select(lease => lease.Subnet).ToArray();
        var hosts = leases.Select(lease => lease.HostId?.Value).ToArray();
        var reserved = leases.Select(lease => lease.ReservedFor).ToArray();
        var epochs = leases.Select(lease => lease.Epoch).ToArray();
        var macs = leases.Select(lease => (long)lease.Mac.Value).ToArray();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO leases (id, tenant_id, network_id, subnet, host_id, reserved_for, epoch, mac)
            SELECT id, {network.TenantId.Value}, {network.Id.Value}, subnet, host_id, reserved_for, epoch, mac
            FROM unnest({ids}, {subnets}, {hosts}, {reserved}, {epochs}, {macs}) AS new(id, subnet, host_id, reserved_for, epoch, mac)
            """, cancel);
    }
}
