using System.Net;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reports;

/// <summary>Stores the workloads that a host reported.</summary>
internal static class WorkloadWriter
{
    /// <summary>
    /// Makes the host's workloads those reported. One in a network that the host is not in, or with an address outside the
    /// host's lease, is passed over: a host speaks only for its own share. So is a second one with the same address.
    /// </summary>
    /// <returns>How many were added, changed or removed.</returns>
    public static async Task<int> StoreAsync(CloudNetDb db, HostRow host, IReadOnlyList<WorkloadReport> workloads, CancellationToken cancel)
    {
        var leases = (await db.Leases.AsNoTracking().Where(lease => lease.HostId == host.Id).ToListAsync(cancel))
            .ToLookup(lease => lease.NetworkId, lease => lease.Subnet);
        var stored = await db.Workloads.Where(row => row.HostId == host.Id).ToDictionaryAsync(row => row.Id, cancel);
        HashSet<(NetworkId, IPAddress)> taken = [];
        var reported = workloads
            .Where(workload => workload.Addresses.Count > 0)
            .Where(workload => workload.Addresses.All(address => leases[workload.Network].Any(subnet => subnet.Contains(address))))
            .DistinctBy(workload => workload.Id).Where(workload => workload.Addresses.All(address => taken.Add((workload.Network, address))))
            .ToDictionary(workload => workload.Id);
        db.Workloads.RemoveRange(stored.Values.Where(row => !reported.ContainsKey(row.Id)));
        foreach (var workload in reported.Values) Set(db, host, stored.GetValueOrDefault(workload.Id), workload);
        return await db.SaveChangesAsync(cancel);
    }

    private static void Set(CloudNetDb db, HostRow host, WorkloadRow? stored, WorkloadReport workload)
    {
        var row = stored ?? db.Workloads.Add(new() { Id = workload.Id, HostId = host.Id, TenantId = host.TenantId }).Entity;
        row.NetworkId = workload.Network;
        row.Name = workload.Name;
        row.Addresses.RemoveAll(old => !workload.Addresses.Contains(old.Address));
        row.Addresses.AddRange(workload.Addresses.Where(address => row.Addresses.All(old => !old.Address.Equals(address)))
            .Select(address => new WorkloadAddressRow { TenantId = host.TenantId, NetworkId = workload.Network, Address = address }).ToArray());
        row.Labels = new(workload.Labels);
        row.AttachedAt = workload.AttachedAt.ToUniversalTime();
    }
}
