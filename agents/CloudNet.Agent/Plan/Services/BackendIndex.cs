using System.Collections.Immutable;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Plan.Services;

/// <summary>
/// Which workloads of a network are backends of which of its services, kept up as views change. Views are immutable, so what is new is found by comparing
/// references: one walk over the services, and over the workloads of those hosts where any is another. What has not changed is not looked at again:
/// a label that changes costs as much as there are services that ask for a label of that workload, whatever else there is. No I/O.
/// </summary>
internal sealed class BackendIndex
{
    private static readonly ImmutableSortedDictionary<ServiceId, NetworkService> NoServices = ImmutableSortedDictionary<ServiceId, NetworkService>.Empty;
    private static readonly ImmutableSortedDictionary<WorkloadId, NetworkWorkload> NoWorkloads = ImmutableSortedDictionary<WorkloadId, NetworkWorkload>.Empty;
    private static readonly ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>> NoHosts =
        ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty;

    private static readonly ImmutableSortedDictionary<string, string> NoLabels = ImmutableSortedDictionary<string, string>.Empty;

    // By one label of each: workloads by all of theirs, services by the first of their selector.
    private readonly Dictionary<(string Key, string Value), HashSet<(HostId Host, WorkloadId Id)>> workloadsBy = [];
    private readonly Dictionary<(string Key, string Value), HashSet<ServiceId>> servicesBy = [];
    private readonly HashSet<ServiceId> onHostPorts = [];
    private ImmutableSortedDictionary<ServiceId, NetworkService> services = NoServices;
    private ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>> hosts = NoHosts;

    /// <summary>The services, as they were taken last.</summary>
    public ImmutableSortedDictionary<ServiceId, NetworkService> Services => services;

    /// <summary>Those of them that ports of hosts lead to.</summary>
    public IEnumerable<(ServiceId Id, NetworkService Service)> OnHostPorts => onHostPorts.Select(id => (id, services[id]));

    /// <summary>Takes newer views.</summary>
    /// <returns>The services that are others, or may have other backends, and those that are gone.</returns>
    public IReadOnlySet<ServiceId> Take(ServicesView? newServices, WorkloadsView? newWorkloads)
    {
        var touched = new HashSet<ServiceId>();
        foreach (var (id, was, now) in MapChanges.Between(services, newServices?.Services ?? NoServices))
        {
            if (was is not null) Drop(servicesBy, TermOf(was), id);
            if (now is not null) Add(servicesBy, TermOf(now), id);
            if (now?.Ports.Any(port => port.HostPort is not null) == true) onHostPorts.Add(id);
            else onHostPorts.Remove(id);
            touched.Add(id);
        }
        foreach (var (host, was, now) in MapChanges.Between(hosts, newWorkloads?.Hosts ?? NoHosts))
            foreach (var (id, before, after) in MapChanges.Between(was ?? NoWorkloads, now ?? NoWorkloads))
            {
                foreach (var label in before?.Labels ?? NoLabels) Touch(label, (host, id), isThere: false, touched);
                foreach (var label in after?.Labels ?? NoLabels) Touch(label, (host, id), isThere: true, touched);
            }
        (services, hosts) = (newServices?.Services ?? NoServices, newWorkloads?.Hosts ?? NoHosts);
        return touched;
    }

    /// <summary>The workloads that a service selects, in no order.</summary>
    public IEnumerable<SelectedWorkload> SelectedBy(NetworkService service)
    {
        if (TermOf(service) is not { } term || !workloadsBy.TryGetValue(term, out var having)) return [];
        return from one in having
               let workload = hosts[one.Host][one.Id]
               where service.Selects(workload.Labels)
               select new SelectedWorkload(one.Host, workload);
    }

    private void Touch(KeyValuePair<string, string> label, (HostId, WorkloadId) workload, bool isThere, HashSet<ServiceId> touched)
    {
        var term = (label.Key, label.Value);
        if (isThere) Add(workloadsBy, term, workload);
        else Drop(workloadsBy, term, workload);
        if (servicesBy.TryGetValue(term, out var asking)) touched.UnionWith(asking);
    }

    private static (string Key, string Value)? TermOf(NetworkService service) =>
        service.Selector.IsEmpty || !service.Backends.IsDefaultOrEmpty ? null : (service.Selector.First().Key, service.Selector.First().Value);

    private static void Add<T>(Dictionary<(string, string), HashSet<T>> index, (string, string)? term, T one)
    {
        if (term is not { } key) return;
        if (index.TryGetValue(key, out var all)) all.Add(one);
        else index.Add(key, [one]);
    }

    private static void Drop<T>(Dictionary<(string, string), HashSet<T>> index, (string, string)? term, T one)
    {
        if (term is { } key && index.TryGetValue(key, out var all) && all.Remove(one) && all.Count == 0) index.Remove(key);
    }
}
