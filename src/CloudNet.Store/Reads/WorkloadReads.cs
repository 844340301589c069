using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Workloads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads workloads, always those of one tenant.</summary>
public static class WorkloadReads
{
    /// <summary>All workloads, by name, then by host.</summary>
    public static async Task<IReadOnlyList<WorkloadRecord>> ListAsync(CloudNetDb db, TenantId tenant, CancellationToken cancel)
    {
        var found = await (
            from workload in db.Workloads.AsNoTracking()
            where workload.TenantId == tenant
            join host in db.Hosts on workload.HostId equals host.Id
            join network in db.Networks on workload.NetworkId equals network.Id
            select new { workload, HostName = host.Name, NetworkName = network.Name }).ToListAsync(cancel);
        return
        [
            .. found.OrderBy(line => line.workload.Name, StringComparer.Ordinal).ThenBy(line => line.HostName, StringComparer.Ordinal)
                .Select(line => new WorkloadRecord(
                    line.workload.Id, line.workload.Name, line.workload.HostId, line.HostName, line.workload.NetworkId, line.NetworkName,
                    InOrder(line.workload), line.workload.Labels, line.workload.AttachedAt)),
        ];
    }

    private static IReadOnlyList<IPAddress> InOrder(WorkloadRow workload) =>
        [.. workload.Addresses.Select(row => row.Address).OrderBy(address => address.AddressFamily != AddressFamily.InterNetwork)];
}
