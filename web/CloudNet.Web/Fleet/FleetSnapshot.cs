using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Web.Fleet;

/// <summary>All that the dashboard shows, as one look at the controller found it.</summary>
/// <param name="Networks">All networks, by name.</param>
/// <param name="Hosts">All hosts, by name.</param>
/// <param name="Workloads">All workloads, by name.</param>
/// <param name="At">When it was looked at.</param>
public sealed record FleetSnapshot(
    IReadOnlyList<NetworkRecord> Networks, IReadOnlyList<HostRecord> Hosts, IReadOnlyList<WorkloadRecord> Workloads, DateTimeOffset At)
{
    private readonly Lazy<Dictionary<HostId, HostRecord>> hostsById = new(() => Hosts.ToDictionary(host => host.Id));

    /// <summary>The host with this id, or null where there is none (any more).</summary>
    public HostRecord? Host(HostId? id) => id is { } known ? hostsById.Value.GetValueOrDefault(known) : null;

    /// <summary>The network with this name, or null.</summary>
    public NetworkRecord? Network(string name) => Networks.FirstOrDefault(network => network.Name == name);
}
