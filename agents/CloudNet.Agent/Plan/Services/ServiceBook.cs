using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;

namespace CloudNet.Agent.Plan.Services;

/// <summary>
/// What the services' table of this host should hold, kept up as views change: only services that are touched are planned anew. No I/O; the same input
/// ends in the same table, whichever way led there. Of a network of which something is not known all stays as it was. One user at a time.
/// </summary>
internal sealed class ServiceBook : ITablePlan
{
    private readonly Dictionary<NetworkId, BackendIndex> indices = [];
    private readonly Dictionary<NetworkId, Dictionary<Guid, ImmutableArray<NftElement>>> parts = [];
    private readonly Dictionary<(string Map, string Key), string> elements = [];
    private readonly Dictionary<string, int> led = [];
    private ImmutableArray<NetworkOnHost> served = [];
    private ImmutableArray<IPNetwork>? kept = [];

    /// <inheritdoc/>
    public TableKind Kind => ServiceNames.Kind;

    /// <inheritdoc/>
    public string Frame { get; private set; } = "";

    /// <summary>Which port of the host leads to which service.</summary>
    public HostPortBook HostPorts { get; private set; } = HostPortBook.None;

    /// <inheritdoc/>
    public IReadOnlyDictionary<(string Map, string Key), string> Elements => elements;

    /// <inheritdoc/>
    public IEnumerable<NftElement> All => elements.Select(element => new NftElement(element.Key.Map, element.Key.Key, element.Value));

    /// <inheritdoc/>
    public bool HasUnknown => kept is not [];

    /// <summary>The networks that have services, or may have, as they are built.</summary>
    public ImmutableArray<NetworkOnHost> Served => served;

    /// <inheritdoc/>
    public bool Any => indices.Count > 0;

    /// <summary>The services and the backends of a network; null where it has none.</summary>
    public BackendIndex? IndexOf(NetworkId network) => indices.GetValueOrDefault(network);

    /// <inheritdoc/>
    public bool MayBeOfUnknown(NftElement element) =>
        kept is not { } ranges
        || (!ranges.IsEmpty
            && (element.Value.Length == 0 || !IPAddress.TryParse(element.Key.Split(' ')[0], out var address) || ranges.Any(range => range.Contains(address))));

    /// <inheritdoc/>
    public bool IsFilledByKernel(string map) => map == ServiceNames.Affinity("ip");

    /// <summary>Takes what is known now.</summary>
    public TableChange Take(ServiceInput input)
    {
        var hadAny = Any;
        var (changes, there, unknown) = (new ElementChanges(elements, led), input.Networks(), input.Unknown());
        foreach (var left in input.IsComplete ? parts.Keys.Except(there).ToArray() : []) Leave(left, changes);
        NetworkOnHost[] built = [.. input.Built.Where(network => there.Contains(network.View.Id))];
        NetworkOnHost[] clear = [.. built.Where(network => !unknown.Contains(network.View.Id))];
        var touched = clear.ToDictionary(network => network.View.Id, network => Touched(network, input, changes));
        NetworkOnHost[] all = [.. built.Concat(served.Where(network => unknown.Contains(network.View.Id))).DistinctBy(network => network.View.Id)];
        var ports = HostPortBook.Of(
            [.. from network in all where indices.ContainsKey(network.View.Id) select (network, indices[network.View.Id].OnHostPorts)]);
        foreach (var id in ports.Differing(HostPorts))
            foreach (var (network, services) in touched) if (indices.GetValueOrDefault(network)?.Services.ContainsKey(id) == true) services.Add(id);
        HostPorts = ports;
        foreach (var network in clear.Where(network => indices.ContainsKey(network.View.Id))) Take(network, input, touched[network.View.Id], changes);
        // One that cannot be built for now has its rules no less.
        ImmutableArray<NetworkOnHost> now =
        [
            .. from network in all
               where (!network.Settings.ServiceRanges.IsDefaultOrEmpty || !network.ServedAside.IsEmpty)
                   && (unknown.Contains(network.View.Id) || indices.ContainsKey(network.View.Id))
               orderby network.View.Id
               select network,
        ];
        var frame = ServiceScript.Frame(now, HostPorts, led.Keys);
        var isFrame = frame != Frame || hadAny != Any;
        (served, kept, Frame) = (now, RangesOf(unknown, input), frame);
        return changes.Finish(isFrame);
    }

    // Null: of some nothing at all is known, so any may be theirs. Ports of the host may be too.
    private static ImmutableArray<IPNetwork>? RangesOf(IReadOnlySet<NetworkId> unknown, ServiceInput input)
    {
        var views = unknown.Select(input.NetworkOf).ToArray();
        return input.IsComplete && Array.TrueForAll(views, view => view is not null)
            ? [.. views.SelectMany(view => view!.Settings.Ranges), .. views.Select(input.AddressIn).OfType<IPAddress>().Select(Alone)]
            : null;
    }

    // The services of a network that are others, or may have other backends.
    private HashSet<ServiceId> Touched(NetworkOnHost network, ServiceInput input, ElementChanges changes)
    {
        var id = network.View.Id;
        var services = input.ServicesOf(id)!;
        if (services.Services.IsEmpty)
        {
            Leave(id, changes);
            return [];
        }
        if (!indices.TryGetValue(id, out var index)) indices.Add(id, index = new());
        return [.. index.Take(services, input.WorkloadsOf(id)!)];
    }

    private void Take(NetworkOnHost network, ServiceInput input, HashSet<ServiceId> touched, ElementChanges changes)
    {
        var (id, self) = (network.View.Id, network.Self.Host);
        var (index, workloads) = (indices[id], input.WorkloadsOf(id)!);
        if (!parts.TryGetValue(id, out var all)) parts.Add(id, all = []);
        Dictionary<Guid, ImmutableArray<NftElement>> now = new()
        {
            [Guid.Empty] = [.. workloads.Of(self).Values.SelectMany(workload => workload.Addresses).Distinct().Select(Hairpin)],
        };
        foreach (var one in touched)
            now[one.Value] = index.Services.GetValueOrDefault(one) is { } service
                ? [.. ServiceElements.Of(one, service, [.. index.SelectedBy(service)], self, HostPorts)]
                : [];
        // An address may go from one service to another.
        foreach (var part in now.Keys) foreach (var element in all.GetValueOrDefault(part, [])) changes.Drop(element);
        foreach (var (part, some) in now)
        {
            foreach (var element in some) changes.Add(element);
            if (some.IsEmpty) all.Remove(part);
            else all[part] = some;
        }
    }

    private void Leave(NetworkId network, ElementChanges changes)
    {
        indices.Remove(network);
        if (!parts.Remove(network, out var all)) return;
        foreach (var element in all.Values.SelectMany(part => part)) changes.Drop(element);
    }

    private static IPNetwork Alone(IPAddress address) => new(address, AddressNumber.Bits(address));

    private static NftElement Hairpin(IPAddress address) => new(ServiceNames.Hairpin(ServiceNames.Ip(address.AddressFamily)), $"{address} . {address}", "");
}
