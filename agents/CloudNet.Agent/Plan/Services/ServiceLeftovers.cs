using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Conntrack;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Services;

/// <summary>
/// What goes on after a service's backends are others, and must not: flows of UDP to one that is gone (TCP ends by itself, but a client of UDP that sends
/// from one port for ever would never come to what is there now), and what the kernel remembers of clients. Nothing else is touched. Pure.
/// </summary>
internal sealed class ServiceLeftovers
{
    // By a port of a service as it is looked up: the backends that serve, those that take no new connections too, and those that new ones go to.
    private readonly Dictionary<string, HashSet<IPEndPoint>> serving = [];
    private readonly Dictionary<string, HashSet<string>> choosing = [];

    /// <summary>Of the ports of services that lost something.</summary>
    /// <param name="book">What should be there.</param>
    /// <param name="gone">Elements that are to be there no longer.</param>
    public ServiceLeftovers(ServiceBook book, IEnumerable<NftElement> gone)
    {
        foreach (var (map, port, _) in gone.Where(element => ServiceNames.IsBackends(element.Map)))
        {
            if (!serving.TryAdd(port, [])) continue;
            var ip = map.Split('-')[0];
            HashSet<string> now = [];
            for (var place = 0; book.Elements.TryGetValue((ServiceNames.Backends(ip, place), port), out var led); place++) now.Add(led);
            choosing.Add(port, now);
        }
        if (!HasUdp) return;
        foreach (var network in book.Served) Add(book, network);
    }

    /// <summary>Whether there is nothing to look for.</summary>
    public bool IsEmpty => serving.Count == 0;

    /// <summary>Whether any of it is UDP.</summary>
    public bool HasUdp => serving.Keys.Any(port => port.Contains(" . udp . ", StringComparison.Ordinal));

    /// <summary>Whether a flow of UDP goes on to a backend that is none any more.</summary>
    public bool AreWrong(Flow flow) =>
        flow.IsLed && serving.TryGetValue(ServiceElements.Key(flow.To.Address, TransportProtocol.Udp, flow.To.Port), out var to)
        && !to.Contains(flow.Answering);

    /// <summary>Which of these clients would come to a backend that takes no new connections.</summary>
    /// <param name="remembered">Elements of the map that the kernel fills: from client, address, protocol and port to a backend.</param>
    public IEnumerable<NftElement> Wrong(IEnumerable<NftElement> remembered) => remembered.Where(element =>
        choosing.TryGetValue(element.Key[(element.Key.IndexOf(" . ", StringComparison.Ordinal) + 3)..], out var to) && !to.Contains(element.Value));

    private void Add(ServiceBook book, NetworkOnHost network)
    {
        if (book.IndexOf(network.View.Id) is not { } index) return;
        foreach (var (id, service) in index.Services)
            foreach (var (address, ports) in ServiceElements.Entrances(id, service, book.HostPorts))
                foreach (var port in ports)
                    if (port.Protocol == TransportProtocol.Udp && serving.TryGetValue(ServiceElements.Key(address, port.Protocol, port.Port), out var to))
                    {
                        var all = ServiceElements.Backends(id, service, index.SelectedBy(service), address.AddressFamily, network.Self.Host);
                        to.UnionWith(Going(service, all).Select(backend => new IPEndPoint(backend.Address, port.TargetPort)));
                    }
    }

    // What drains and what weighs nothing gets nothing new, and what runs there goes on.
    private static IEnumerable<Backend> Going(NetworkService service, IReadOnlyCollection<Backend> all) =>
        all.Where(backend => backend.GoesOn).Concat(ServiceElements.Served(service, all));
}
