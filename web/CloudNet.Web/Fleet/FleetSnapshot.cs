using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Workloads;
using CloudNet.Web.People;

namespace CloudNet.Web.Fleet;

/// <summary>All that the dashboard shows, as one look at the controller found it.</summary>
/// <param name="networks">All networks, by name.</param>
/// <param name="hosts">All hosts, by name.</param>
/// <param name="workloads">All workloads, by name.</param>
/// <param name="at">When it was looked at.</param>
/// <param name="expiring">Leases on their way to be taken back, the next to go first; null: none.</param>
/// <param name="may">What the person may do; null: everything.</param>
public sealed class FleetSnapshot(
    IReadOnlyList<NetworkRecord> networks, IReadOnlyList<HostRecord> hosts, IReadOnlyList<WorkloadRecord> workloads, DateTimeOffset at,
    IReadOnlyList<ExpiringLeaseRecord>? expiring = null, Powers? may = null)
{
    private readonly Dictionary<HostId, HostRecord> hostsById = hosts.ToDictionary(host => host.Id);

    /// <summary>All networks, by name.</summary>
    public IReadOnlyList<NetworkRecord> Networks { get; } = networks;

    /// <summary>All hosts, by name.</summary>
    public IReadOnlyList<HostRecord> Hosts { get; } = hosts;

    /// <summary>All workloads, by name.</summary>
    public IReadOnlyList<WorkloadRecord> Workloads { get; } = workloads;

    /// <summary>Leases on their way to be taken back, or taken back; the next to go first.</summary>
    public IReadOnlyList<ExpiringLeaseRecord> Expiring { get; } = expiring ?? [];

    /// <summary>What the person may do.</summary>
    public Powers May { get; } = may ?? Powers.All;

    /// <summary>When it was looked at.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>The host with this id, or null where there is none (any more).</summary>
    public HostRecord? Host(HostId? id) => id is { } known ? hostsById.GetValueOrDefault(known) : null;

    /// <summary>The network with this name, or null.</summary>
    public NetworkRecord? Network(string name) => Networks.FirstOrDefault(network => network.Name == name);
}
