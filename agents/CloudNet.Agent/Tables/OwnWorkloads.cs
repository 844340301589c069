using System.Collections.Immutable;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Tables;

/// <summary>
/// The workloads of networks, with this host's own as they are here: those are known here first, and with no controller nowhere else. The same input answers
/// the same objects, so that who compares references finds nothing new.
/// </summary>
/// <param name="self">This host.</param>
internal sealed class OwnWorkloads(HostId self)
{
    private readonly Dictionary<NetworkId, (WorkloadsView? From, ImmutableSortedDictionary<WorkloadId, NetworkWorkload> Own, WorkloadsView Whole)> views = [];
    private ImmutableArray<WorkloadReport>? reported;
    private ImmutableDictionary<NetworkId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>> own =
        ImmutableDictionary<NetworkId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty;

    /// <summary>Takes those that are attached here; null: not known yet.</summary>
    public void Take(ImmutableArray<WorkloadReport>? attached)
    {
        if (attached is null || attached == reported) return;
        reported = attached;
        var before = own;
        own = attached.Value.GroupBy(workload => workload.Network).ToImmutableDictionary(of => of.Key, of => of.ToImmutableSortedDictionary(
            workload => workload.Id, workload => Same(before.GetValueOrDefault(of.Key)?.GetValueOrDefault(workload.Id), Told(workload))));
    }

    /// <summary>The workloads of a network; null where those of others are not known.</summary>
    public WorkloadsView? With(NetworkId network, WorkloadsView? told)
    {
        if (told is null || reported is null) return told;
        var here = own.GetValueOrDefault(network) ?? ImmutableSortedDictionary<WorkloadId, NetworkWorkload>.Empty;
        if (views.TryGetValue(network, out var last) && ReferenceEquals(last.From, told) && ReferenceEquals(last.Own, here)) return last.Whole;
        var whole = told with { Hosts = here.IsEmpty ? told.Hosts.Remove(self) : told.Hosts.SetItem(self, here) };
        views[network] = (told, here, whole);
        return whole;
    }

    private static NetworkWorkload Told(WorkloadReport workload) =>
        new(workload.Name, [.. workload.Addresses], workload.Labels.ToImmutableSortedDictionary(StringComparer.Ordinal), workload.AttachedAt,
            workload.Failing is { Count: > 0 } failing ? [.. failing.Select(check => check.Service)] : default, workload.IsDraining);

    private static NetworkWorkload Same(NetworkWorkload? before, NetworkWorkload now) => before == now ? before! : now;
}
