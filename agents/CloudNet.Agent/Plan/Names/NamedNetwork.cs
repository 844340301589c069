using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Plan.Names;

/// <summary>
/// The names of one network, kept up as its views change: what is new is found by comparing references, so that a workload that comes costs the same
/// however many there are. A service goes before a workload of the same name. One user at a time.
/// </summary>
internal sealed class NamedNetwork
{
    private static readonly ImmutableSortedDictionary<WorkloadId, NetworkWorkload> NoWorkloads = ImmutableSortedDictionary<WorkloadId, NetworkWorkload>.Empty;
    private static readonly ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>> NoHosts =
        ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty;

    private readonly Dictionary<string, HashSet<NetworkWorkload>> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<IPAddress, HashSet<NetworkWorkload>> byAddress = [];
    private readonly Dictionary<string, ServiceId> services = [];
    private readonly Dictionary<IPAddress, ServiceId> addresses = [];
    private readonly BackendIndex headless = new();
    private ServicesView? told;
    private ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>> hosts = NoHosts;
    private bool hasWorkloads;

    /// <summary>The network as it is built.</summary>
    public required NetworkOnHost Network { get; set; }

    private string Name => Network.Settings.Name;

    /// <summary>Takes newer views; null: not known.</summary>
    public void Take(ServicesView? newServices, WorkloadsView? newWorkloads)
    {
        foreach (var (id, was, now) in MapChanges.Between(Services(told), Services(newServices)))
        {
            if (was is not null && services.GetValueOrDefault(was.Name) == id) services.Remove(was.Name);
            foreach (var address in was?.Addresses ?? []) if (addresses.GetValueOrDefault(address) == id) addresses.Remove(address);
            if (now is not null) services[now.Name] = id;
            foreach (var address in now?.Addresses ?? []) addresses[address] = id;
        }
        var nextHosts = newWorkloads?.Hosts ?? NoHosts;
        foreach (var (_, was, now) in MapChanges.Between(hosts, nextHosts))
            foreach (var (_, before, after) in MapChanges.Between(was ?? NoWorkloads, now ?? NoWorkloads))
            {
                if (before is not null) Drop(before);
                if (after is not null) Add(after);
            }
        // Most networks have none, and then nothing is kept for them.
        var all = newServices is null ? null : newServices with
        {
            Services = newServices.Services.Where(service => service.Value.IsHeadless).ToImmutableSortedDictionary(),
        };
        headless.Take(all, all?.Services.IsEmpty == false ? newWorkloads : null);
        (told, hosts, hasWorkloads) = (newServices, nextHosts, newWorkloads is not null);
    }

    /// <summary>What is known of a name in it.</summary>
    /// <param name="before">What stands before the network; empty for the network itself.</param>
    public NameAnswer Look(string before)
    {
        if (before.Length == 0) return NameAnswer.Empty;
        if (before[0] == '_') return PortOf(before);
        if (services.TryGetValue(before, out var id))
            return LacksBackends(Services(told)[id]) ? NameAnswer.Unknown : NameAnswer.Of(AddressesOf(id, Services(told)[id]));
        return byName.TryGetValue(before, out var having) ? NameAnswer.Of(having.SelectMany(workload => workload.Addresses)) : NoneOrUnknown;
    }

    /// <summary>The names of an address in it.</summary>
    public NameAnswer Look(IPAddress address)
    {
        string[] names =
        [
            .. addresses.TryGetValue(address, out var id) ? [Services(told)[id].Name] : (string[])[],
            .. byAddress.GetValueOrDefault(address, []).Select(workload => workload.Name).Distinct().Order(StringComparer.Ordinal),
        ];
        return names.Length == 0 ? NoneOrUnknown : NameAnswer.Empty with { Names = [.. names.Select(name => DnsNames.Of(name, Name))] };
    }

    // _port._protocol.service; _protocol.service is there where the service is.
    private NameAnswer PortOf(string before)
    {
        var words = before.Split('.');
        if (!services.TryGetValue(words[^1], out var id) || words.Length > 3) return NoneOrUnknown;
        var service = Services(told)[id];
        var ports = service.Ports.Where(port => words[^2] == $"_{ServiceElements.NameOf(port.Protocol)}").ToArray();
        if (words.Length == 3) ports = [.. ports.Where(port => words[0] == $"_{port.Name}")];
        if (ports.Length == 0) return NoneOrUnknown;
        if (LacksBackends(service)) return NameAnswer.Unknown;
        return words.Length < 3 ? NameAnswer.Empty : NameAnswer.Empty with { Targets = [.. ports.SelectMany(port => TargetsOf(id, service, port))] };
    }

    private IEnumerable<NameTarget> TargetsOf(ServiceId id, NetworkService service, ServicePort port)
    {
        var own = DnsNames.Of(service.Name, Name);
        if (!service.IsHeadless || !service.Backends.IsDefaultOrEmpty)
            return [new(own, service.IsHeadless ? port.TargetPort : port.Port, 1, [.. AddressesOf(id, service)])];
        return from workload in Serving(id, service)
               select new NameTarget(DnsNames.Of(workload.Name, Name), port.TargetPort, service.WeightOf(workload.Labels), workload.Addresses);
    }

    private IEnumerable<IPAddress> AddressesOf(ServiceId id, NetworkService service) =>
        !service.IsHeadless ? service.Addresses
        : !service.Backends.IsDefaultOrEmpty ? service.Backends.Where(backend => backend.Weight > 0).Select(backend => backend.Address)
        : Serving(id, service).SelectMany(workload => workload.Addresses);

    private bool LacksBackends(NetworkService service) => service.IsHeadless && service.Backends.IsDefaultOrEmpty && !hasWorkloads;

    private IEnumerable<NetworkWorkload> Serving(ServiceId id, NetworkService service) => ServedBackends.Of(
        [.. headless.SelectedBy(service).Select(one => one.Workload).Where(workload => service.WeightOf(workload.Labels) > 0)],
        workload => workload.StateFor(id, service), service.HealthCheck?.KeepAll != false);

    private NameAnswer NoneOrUnknown => told is null || !hasWorkloads ? NameAnswer.Unknown : NameAnswer.None;

    private void Add(NetworkWorkload workload)
    {
        Add(byName, workload.Name, workload);
        foreach (var address in workload.Addresses) Add(byAddress, address, workload);
    }

    private void Drop(NetworkWorkload workload)
    {
        Drop(byName, workload.Name, workload);
        foreach (var address in workload.Addresses) Drop(byAddress, address, workload);
    }

    private static ImmutableSortedDictionary<ServiceId, NetworkService> Services(ServicesView? view) =>
        view?.Services ?? ImmutableSortedDictionary<ServiceId, NetworkService>.Empty;

    private static void Add<T>(Dictionary<T, HashSet<NetworkWorkload>> index, T key, NetworkWorkload one) where T : notnull
    {
        if (index.TryGetValue(key, out var all)) all.Add(one);
        else index.Add(key, new(ReferenceEqualityComparer.Instance) { one });
    }

    private static void Drop<T>(Dictionary<T, HashSet<NetworkWorkload>> index, T key, NetworkWorkload one) where T : notnull
    {
        if (index.TryGetValue(key, out var all) && all.Remove(one) && all.Count == 0) index.Remove(key);
    }
}
