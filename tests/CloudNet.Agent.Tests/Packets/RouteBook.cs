using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>A host's addresses and routes: those of a plan, and what the host has besides, which is an underlay link with an address of each family.</summary>
internal sealed class RouteBook
{
    /// <summary>The link of what is the host's own.</summary>
    public const string Loopback = "lo";

    private readonly List<(string Link, IPAddress Address)> addresses = [];
    private readonly List<(IPNetwork To, int Metric, string Link, IPAddress? Via, IPAddress? Source)> routes = [];

    /// <summary>Those of a host.</summary>
    /// <param name="plan">What is planned for it.</param>
    /// <param name="underlay">Its underlay link.</param>
    /// <param name="own">Its addresses there, each with the prefix that the link has.</param>
    /// <param name="routers">Where it sends what has no other way, one of each family.</param>
    public RouteBook(KernelState plan, string underlay, IEnumerable<(IPAddress Address, int Prefix)> own, IEnumerable<IPAddress> routers)
    {
        foreach (var (address, prefix) in own) Add(underlay, address, prefix);
        foreach (var item in plan.Addresses) Add(item.Link, item.Address, item.PrefixLength);
        foreach (var one in (string[])["127.0.0.0/8", "::1/128"]) routes.Add((IPNetwork.Parse(one), 0, Loopback, null, null));
        foreach (var route in plan.Routes)
        {
            if (route.Table != KernelRoute.Main) throw new InvalidOperationException($"The tracer has no tables of routes but the main one: {route}");
            routes.Add((route.Destination, route.Metric, route.Link ?? "", route.Via, route.Source));
        }
        foreach (var router in routers) routes.Add((AddressNumber.Subnet(router, 0), 0, underlay, router, null));
    }

    /// <summary>Where a packet to an address goes: by the longest prefix, then the least metric; null where no route leads there.</summary>
    public RouteHop? To(IPAddress address) => (
        from route in routes
        where route.To.Contains(address)
        orderby route.To.PrefixLength descending, route.Metric
        select new RouteHop(route.Link, route.Via ?? address, route.Source ?? (route.Link == Loopback ? address : null))).FirstOrDefault();

    /// <summary>Whether an address is the host's own.</summary>
    public bool IsLocal(IPAddress address) => To(address) is { IsLocal: true };

    /// <summary>Whether an address is on one of the host's bridges, or its own there.</summary>
    public bool IsBehind(IPAddress address) => To(address) is { } hop && (hop.IsLocal
        ? addresses.Exists(one => one.Address.Equals(address) && IsBridge(one.Link))
        : IsBridge(hop.Link));

    /// <summary>Whether a link is the bridge of a network.</summary>
    public static bool IsBridge(string link) => link.StartsWith($"{LinkNames.Prefix}br", StringComparison.Ordinal);

    /// <summary>Whom the host is to an address that it reaches by a link; null: it has no address of that family there.</summary>
    public IPAddress? SourceAt(string link, IPAddress towards) => To(towards) is { } hop && hop.Link == link && hop.Source is { } source
        ? source
        : AddressesOn(link, towards.AddressFamily).FirstOrDefault();

    private IEnumerable<IPAddress> AddressesOn(string link, AddressFamily family) =>
        from one in addresses where one.Link == link && one.Address.AddressFamily == family && !one.Address.IsIPv6LinkLocal select one.Address;

    private void Add(string link, IPAddress address, int prefix)
    {
        addresses.Add((link, address));
        routes.Add((new(address, AddressNumber.Bits(address)), -1, Loopback, null, null));
        if (prefix < AddressNumber.Bits(address)) routes.Add((AddressNumber.Subnet(address, prefix), 0, link, null, null));
    }
}
