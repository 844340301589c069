using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Services;

/// <summary>
/// Which port of this host leads to which service. The controller gives a port once; a host that joined with its ports taken already leaves what is taken to
/// whom has it: what leads to a workload, what carries a network, then the service that was made first. Pure.
/// </summary>
/// <param name="Address">The host's address.</param>
/// <param name="Led">The ports that lead to services.</param>
internal sealed record HostPortBook(IPAddress Address, ImmutableSortedDictionary<(TransportProtocol Protocol, int Port), ServiceId> Led)
{
    /// <summary>No port leads anywhere.</summary>
    public static HostPortBook None { get; } = new(IPAddress.None, ImmutableSortedDictionary<(TransportProtocol, int), ServiceId>.Empty);

    /// <summary>What is refused, in words.</summary>
    public ImmutableArray<string> Problems { get; private init; } = [];

    /// <summary>The ports of a host.</summary>
    /// <param name="networks">Its networks, as they are built, each with its services that ports of hosts lead to.</param>
    public static HostPortBook Of(IReadOnlyCollection<(NetworkOnHost Network, IEnumerable<(ServiceId Id, NetworkService Service)> Services)> networks)
    {
        if (networks.Count == 0) return None;
        var led = ImmutableSortedDictionary.CreateBuilder<(TransportProtocol, int), ServiceId>();
        List<string> problems = [];
        var wanted = from one in networks
                     from service in one.Services
                     from port in service.Service.HostPortsOn(one.Network.Self.Host)
                     orderby service.Id, port.HostPort
                     select (service, Key: (port.Protocol, port.HostPort!.Value));
        foreach (var (service, key) in wanted)
            if (IsTaken(networks.Select(one => one.Network), key) || !led.TryAdd(key, service.Id))
                problems.Add($"Port {key.Value} ({ServiceElements.NameOf(key.Protocol)}) of this host is taken, and does not lead to service {service.Service.Name}.");
        var address = networks.First().Network.Self.Underlay;
        return led.Count == 0 && problems.Count == 0 ? None : new(address, led.ToImmutable()) { Problems = [.. problems] };
    }

    /// <summary>The ports that lead to a service.</summary>
    public IEnumerable<ServicePort> Of(ServiceId id, NetworkService service) =>
        service.Ports.Where(port => port.HostPort is { } at && Led.TryGetValue((port.Protocol, at), out var owner) && owner == id);

    /// <summary>The services that have other ports in another book.</summary>
    public IEnumerable<ServiceId> Differing(HostPortBook other) =>
        Address.Equals(other.Address)
            ? Led.Except(other.Led).Concat(other.Led.Except(Led)).Select(one => one.Value).Distinct()
            : Led.Values.Concat(other.Led.Values).Distinct();

    private static bool IsTaken(IEnumerable<NetworkOnHost> networks, (TransportProtocol Protocol, int Port) key) => networks.Any(network =>
        network.Ports.Any(open => open.Mapping.Protocol == key.Protocol && open.Mapping.HostPort.First <= key.Port && key.Port <= open.Mapping.HostPort.Last)
        || (key.Protocol == TransportProtocol.Udp && network.Ways.Any(way => way.Plane.UdpPort == key.Port)));
}
