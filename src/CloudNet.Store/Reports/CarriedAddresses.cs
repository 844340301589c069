using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reports;

/// <summary>
/// Addresses that go with a workload from host to host: those that are pinned to it by name, on segments that all hosts share. Of two hosts that report
/// one, the host on which it was attached last has it: the other was left behind by a workload that has moved. Whom it is not pinned to does not
/// take it from anybody.
/// </summary>
internal sealed class CarriedAddresses
{
    private readonly HashSet<(NetworkId, string, IPAddress)> pinned;
    private readonly Dictionary<(NetworkId, IPAddress), Other> others;

    private CarriedAddresses(HashSet<(NetworkId, string, IPAddress)> pinned, Dictionary<(NetworkId, IPAddress), Other> others) =>
        (this.pinned, this.others) = (pinned, others);

    /// <summary>Those among what a host reports: one statement more for any host, and two more for one that is on a segment.</summary>
    public static async Task<CarriedAddresses> ReadAsync(
        CloudNetDb db, HostRow host, IReadOnlyCollection<NetworkId> networks, IReadOnlyList<WorkloadReport> workloads, CancellationToken cancel)
    {
        if (workloads.Count == 0) return new([], []);
        var segments = await db.Networks.Where(row => networks.Contains(row.Id) && (row.Driver == NetworkDriver.Bridge || row.Driver == NetworkDriver.Gre))
            .Select(row => row.Id).ToListAsync(cancel);
        if (segments.Count == 0) return new([], []);
        var names = workloads.Select(workload => workload.Name).Distinct().ToArray();
        var pins = await db.Pins.AsNoTracking().Where(pin => segments.Contains(pin.NetworkId) && names.Contains(pin.Workload)).ToListAsync(cancel);
        var addresses = workloads.SelectMany(workload => workload.Addresses).Distinct().ToArray();
        var used = await (
            from use in db.WorkloadAddresses.AsNoTracking()
            where use.HostId != host.Id && segments.Contains(use.NetworkId) && addresses.Contains(use.Address)
            join workload in db.Workloads.IgnoreAutoIncludes() on new { use.HostId, Id = use.WorkloadId } equals new { workload.HostId, workload.Id }
            select new { use.NetworkId, use.Address, Other = new Other(use.HostId, use.WorkloadId, workload.AttachedAt) }).ToListAsync(cancel);
        return new(
            [.. pins.Select(pin => (pin.NetworkId, pin.Workload, pin.Address))],
            used.ToDictionary(use => (use.NetworkId, use.Address), use => use.Other));
    }

    /// <summary>
    /// Whether a workload may have an address: it is of its host's lease, or pinned to the workload, and no other host's workload has it that came later.
    /// </summary>
    public bool MayHave(WorkloadReport workload, IPAddress address, bool isLeased)
    {
        var isPinned = pinned.Contains((workload.Network, workload.Name, address));
        if (!others.TryGetValue((workload.Network, address), out var other)) return isLeased || isPinned;
        return isPinned && workload.AttachedAt > other.AttachedAt;
    }

    /// <summary>Forgets what others have of these addresses; what their networks are to be told.</summary>
    public async Task<IReadOnlyList<StreamChange>> EndAsync(
        CloudNetDb db, TenantId tenant, IEnumerable<WorkloadReport> reported, CancellationToken cancel)
    {
        List<StreamChange> told = [];
        foreach (var workload in reported)
            foreach (var address in workload.Addresses)
            {
                if (!others.Remove((workload.Network, address), out var other)) continue;
                if (await db.Workloads.Where(row => row.HostId == other.Host && row.Id == other.Workload).ExecuteDeleteAsync(cancel) == 0) continue;
                Forget(db, other);
                told.Add(new(StreamName.OfWorkloads(workload.Network), new WorkloadRemoved(other.Host, other.Workload)) { Owner = tenant });
            }
        return told;
    }

    // The other host's may be in the same batch.
    private static void Forget(CloudNetDb db, Other other)
    {
        foreach (var entry in db.ChangeTracker.Entries().ToArray())
            if (entry.Entity is WorkloadAddressRow address ? (address.HostId, address.WorkloadId) == (other.Host, other.Workload)
                : entry.Entity is WorkloadRow row && (row.HostId, row.Id) == (other.Host, other.Workload)) entry.State = EntityState.Detached;
    }

    private sealed record Other(HostId Host, WorkloadId Workload, DateTimeOffset AttachedAt);
}
