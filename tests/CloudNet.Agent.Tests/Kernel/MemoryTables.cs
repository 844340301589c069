using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>The tables of a <see cref="MemoryKernel"/> while steps are done on them.</summary>
internal sealed class MemoryTables(MemoryKernel host, KernelState state)
{
    private const string Exists = "RTNETLINK answers: File exists";
    private const string Missing = "RTNETLINK answers: No such process";
    private const string NoDevice = "Cannot find device";

    private readonly Dictionary<ItemKey, KernelLink> links = state.Links.ToDictionary(item => item.Key);
    private readonly Dictionary<ItemKey, KernelAddress> addresses = state.Addresses.ToDictionary(item => item.Key);
    private readonly Dictionary<ItemKey, KernelNeighbour> neighbours = state.Neighbours.ToDictionary(item => item.Key);
    private readonly Dictionary<ItemKey, KernelFdbEntry> fdb = state.FdbEntries.ToDictionary(item => item.Key);
    private readonly Dictionary<ItemKey, WireguardPeer> peers = state.WireguardPeers.ToDictionary(item => item.Key);
    private readonly Dictionary<ItemKey, UdpPeer> udpPeers = state.UdpPeers.ToDictionary(item => item.Key);
    private readonly Dictionary<ItemKey, SwitchPort> switchPorts = state.SwitchPorts.ToDictionary(item => item.Key);
    private readonly Dictionary<ItemKey, KernelRoute> routes = state.Routes.ToDictionary(item => item.Key);
    private NftTable? nft = state.Nft;
    private readonly Dictionary<ItemKey, IpForwarding> forwarding = state.Forwarding.ToDictionary(item => item.Key);

    /// <summary>Does a step; what the tool would say where it fails, else null.</summary>
    public string? Do(KernelStep step) => (step.Verb, step.Item) switch
    {
        (StepVerb.Add, KernelLink link) => Add(link),
        (StepVerb.Change, KernelLink link) => Change(link),
        (StepVerb.Remake, KernelLink link) => Remove(link) ?? Add(link),
        (StepVerb.Remove, KernelLink link) => Remove(link),
        (StepVerb.Add, KernelAddress address) => !HasLink(address.Link) ? NoDevice : addresses.TryAdd(address.Key, address) ? null : Exists,
        (StepVerb.Remove, KernelAddress address) => Remove(address),
        (StepVerb.Remove, KernelNeighbour neighbour) => neighbours.Remove(neighbour.Key) ? null : Missing,
        (StepVerb.Remove, KernelFdbEntry entry) => fdb.TryGetValue(entry.Key, out var have) && have == entry && fdb.Remove(entry.Key) ? null : Missing,
        (StepVerb.Remove, UdpPeer peer) => udpPeers.Remove(peer.Key) ? null : Missing,
        (_, UdpPeer peer) => Put(udpPeers, peer, links.GetValueOrDefault(new(peer.Link)) is UdpLink),
        (StepVerb.Remove, SwitchPort port) => switchPorts.Remove(port.Key) ? null : Missing,
        (_, SwitchPort port) => Put(switchPorts, port, links.GetValueOrDefault(new(port.Link)) is SwitchLink),
        (StepVerb.Remove, WireguardPeer peer) => peers.Remove(peer.Key) ? null : Missing,
        (_, WireguardPeer peer) => Put(peers, peer, links.GetValueOrDefault(new(peer.Link)) is WireguardLink),
        (StepVerb.Remove, KernelRoute route) => routes.Remove(route.Key) ? null : Missing,
        (StepVerb.Add, KernelRoute route) when routes.ContainsKey(route.Key) || host.ForeignRoutes.Contains(route.Destination) => Exists,
        (_, KernelRoute route) => Put(route),
        (_, KernelNeighbour neighbour) => Put(neighbours, neighbour, HasLink(neighbour.Link)),
        (_, KernelFdbEntry entry) => Put(fdb, entry, links.GetValueOrDefault(new(entry.Link)) is VxlanLink),
        (StepVerb.Remove, NftTable) => nft is null ? "Error: No such file or directory" : Set(null),
        (_, NftTable table) => Set(table),
        (StepVerb.Add or StepVerb.Change, IpForwarding item) => Put(forwarding, item, hasLink: true),
        _ => throw new InvalidOperationException($"There is no such step: {step}"),
    };

    /// <summary>What is there now.</summary>
    public KernelState ToState() => new()
    {
        Links = KernelItems<KernelLink>.Of(links),
        Addresses = KernelItems<KernelAddress>.Of(addresses),
        Neighbours = KernelItems<KernelNeighbour>.Of(neighbours),
        FdbEntries = KernelItems<KernelFdbEntry>.Of(fdb),
        WireguardPeers = KernelItems<WireguardPeer>.Of(peers),
        UdpPeers = KernelItems<UdpPeer>.Of(udpPeers),
        SwitchPorts = KernelItems<SwitchPort>.Of(switchPorts),
        Routes = KernelItems<KernelRoute>.Of(routes),
        Nft = nft,
        Forwarding = KernelItems<IpForwarding>.Of(forwarding),
    };

    private string? Set(NftTable? table)
    {
        nft = table;
        return null;
    }

    private bool HasLink(string? name) => name is not null && (links.ContainsKey(new(name)) || name == host.Facts?.UnderlayLink);

    private string? Add(KernelLink link)
    {
        if (links.ContainsKey(link.Key)) return Exists;
        if (link.Lower is { } lower && !links.ContainsKey(new(lower))) return NoDevice;
        if (link is VxlanLink vxlan && links.Values.Any(other => other is VxlanLink one && one.Vni == vxlan.Vni)) return Exists;
        if (link is VethLink { Peer: { } peer } && host.MissingNamespaces.Contains(peer.NetnsPath))
            return "Error: argument \"" + peer.NetnsPath + "\" is wrong: Invalid \"netns\" value";
        if (MasterOf(link) is { } master && !IsBridge(master)) return NoDevice;
        links.Add(link.Key, link);
        return null;
    }

    private string? Change(KernelLink link)
    {
        if (!links.TryGetValue(link.Key, out var have) || (MasterOf(link) is { } master && !IsBridge(master))) return NoDevice;
        if (!link.CanComeFrom(have)) return "RTNETLINK answers: Operation not supported";
        links[link.Key] = link;
        return null;
    }

    private static string? MasterOf(KernelLink link) => link switch
    {
        VethLink veth => veth.Bridge ?? "",
        VxlanLink vxlan => vxlan.Bridge,
        SwitchLink local => local.Bridge,
        _ => null,
    };

    private bool IsBridge(string? name) => name is not null && links.GetValueOrDefault(new(name)) is BridgeLink;

    private string? Remove(KernelLink link)
    {
        if (!links.Remove(link.Key)) return NoDevice;
        Drop(neighbours, one => one.Link == link.Name);
        Drop(fdb, one => one.Link == link.Name);
        Drop(peers, one => one.Link == link.Name);
        Drop(udpPeers, one => one.Link == link.Name);
        Drop(switchPorts, one => one.Link == link.Name);
        Drop(routes, one => one.Link == link.Name);
        foreach (var address in addresses.Values.Where(one => one.Link == link.Name).ToList()) Remove(address);
        foreach (var upper in links.Values.Where(one => one.Lower == link.Name).ToList()) Remove(upper);
        foreach (var port in links.Values.OfType<VethLink>().Where(port => port.Bridge == link.Name).ToList()) links[port.Key] = port with { Bridge = null };
        foreach (var port in links.Values.OfType<VxlanLink>().Where(port => port.Bridge == link.Name).ToList()) links[port.Key] = port with { Bridge = null };
        foreach (var port in links.Values.OfType<SwitchLink>().Where(port => port.Bridge == link.Name).ToList()) links[port.Key] = port with { Bridge = null };
        return null;
    }

    // With the last of its kind, the kernel drops the routes that have the address as their source.
    private string? Remove(KernelAddress address)
    {
        if (!addresses.Remove(address.Key)) return "RTNETLINK answers: Cannot assign requested address";
        if (!addresses.Values.Any(other => other.Address.Equals(address.Address)))
            Drop(routes, route => address.Address.Equals(route.Source));
        return null;
    }

    private string? Put(KernelRoute route)
    {
        if (!HasLink(route.Link)) return NoDevice;
        if (route.Source is not null && !addresses.Values.Any(one => one.Address.Equals(route.Source))) return "Error: Invalid prefsrc address.";
        routes[route.Key] = route;
        return null;
    }

    private static string? Put<T>(Dictionary<ItemKey, T> table, T item, bool hasLink)
        where T : KernelItem
    {
        if (hasLink) table[item.Key] = item;
        return hasLink ? null : NoDevice;
    }

    private static void Drop<T>(Dictionary<ItemKey, T> table, Func<T, bool> goes)
    {
        foreach (var key in table.Where(pair => goes(pair.Value)).Select(pair => pair.Key).ToList()) table.Remove(key);
    }
}
