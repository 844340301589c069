using System.Collections.Immutable;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Plan;

/// <summary>
/// A plan being made. It takes an item only where nothing with its key is in it yet, so that two views that contradict each
/// other end in a problem and not in a plan that no kernel can hold.
/// </summary>
internal sealed class PlanDraft
{
    private readonly Dictionary<ItemKey, KernelLink> links = [];
    private readonly Dictionary<ItemKey, KernelAddress> addresses = [];
    private readonly Dictionary<ItemKey, KernelNeighbour> neighbours = [];
    private readonly Dictionary<ItemKey, KernelFdbEntry> fdb = [];
    private readonly Dictionary<ItemKey, WireguardPeer> wireguardPeers = [];
    private readonly Dictionary<ItemKey, UdpPeer> udpPeers = [];
    private readonly Dictionary<ItemKey, SwitchPort> switchPorts = [];
    private readonly Dictionary<ItemKey, KernelRoute> routes = [];
    private readonly ImmutableArray<NetworkId>.Builder lacking = ImmutableArray.CreateBuilder<NetworkId>();
    private readonly ImmutableArray<string>.Builder problems = ImmutableArray.CreateBuilder<string>();

    /// <summary>Notes what could not be planned: what, where, and the way out.</summary>
    public void Problem(string text) => problems.Add(text);

    /// <summary>Notes a network that the host lacks the means for.</summary>
    public void Lacks(NetworkId network) => lacking.Add(network);

    /// <summary>Whether a link with this name is planned.</summary>
    public bool Has(string link) => links.ContainsKey(new(link));

    /// <summary>Takes a link; false where one with its name is planned already.</summary>
    public bool Take(KernelLink link) => links.TryAdd(link.Key, link);

    /// <summary>Takes an address.</summary>
    public bool Take(KernelAddress address) => addresses.TryAdd(address.Key, address);

    /// <summary>Takes an FDB entry; false where one with its key is planned already.</summary>
    public bool Take(KernelFdbEntry entry) => fdb.TryAdd(entry.Key, entry);

    /// <summary>Takes a neighbour; false where one of its address is planned already.</summary>
    public bool Take(KernelNeighbour neighbour) => neighbours.TryAdd(neighbour.Key, neighbour);

    /// <summary>Takes a port to a peer; false where one of its name is planned already.</summary>
    public bool Take(SwitchPort port) => switchPorts.TryAdd(port.Key, port);

    /// <summary>Takes a route; false where one to its destination is planned already.</summary>
    public bool Take(KernelRoute route) => routes.TryAdd(route.Key, route);

    /// <summary>Takes these routes, or none of them.</summary>
    public bool TakeAll(IEnumerable<KernelRoute> all)
    {
        var taken = all.ToArray();
        if (Array.Exists(taken, route => routes.ContainsKey(route.Key))) return false;
        foreach (var route in taken) routes.Add(route.Key, route);
        return true;
    }

    /// <summary>Takes all that one VXLAN peer needs, or nothing of it.</summary>
    public bool Take(KernelFdbEntry entry, ImmutableArray<(KernelNeighbour Neighbour, KernelRoute Route)> ways)
    {
        if (fdb.ContainsKey(entry.Key)) return false;
        foreach (var (neighbour, route) in ways)
            if (neighbours.ContainsKey(neighbour.Key) || routes.ContainsKey(route.Key)) return false;
        fdb.Add(entry.Key, entry);
        foreach (var (neighbour, route) in ways)
        {
            neighbours.Add(neighbour.Key, neighbour);
            routes.Add(route.Key, route);
        }
        return true;
    }

    /// <summary>Takes all that one WireGuard peer needs, or nothing of it.</summary>
    public bool Take(WireguardPeer peer, IEnumerable<KernelRoute> ways)
    {
        if (wireguardPeers.ContainsKey(peer.Key) || !TakeAll(ways)) return false;
        wireguardPeers.Add(peer.Key, peer);
        return true;
    }

    /// <summary>Takes all that one peer of the driver udp needs, or nothing of it.</summary>
    public bool Take(UdpPeer peer, IEnumerable<KernelRoute> ways)
    {
        if (udpPeers.ContainsKey(peer.Key) || !TakeAll(ways)) return false;
        udpPeers.Add(peer.Key, peer);
        return true;
    }

    /// <summary>The plan.</summary>
    public HostPlan Finish(IEnumerable<IpForwarding> forwarding, NftTable? nft) => new(
        new()
        {
            Links = KernelItems<KernelLink>.Of(links),
            Addresses = KernelItems<KernelAddress>.Of(addresses),
            Neighbours = KernelItems<KernelNeighbour>.Of(neighbours),
            FdbEntries = KernelItems<KernelFdbEntry>.Of(fdb),
            WireguardPeers = KernelItems<WireguardPeer>.Of(wireguardPeers),
            UdpPeers = KernelItems<UdpPeer>.Of(udpPeers),
            SwitchPorts = KernelItems<SwitchPort>.Of(switchPorts),
            Routes = KernelItems<KernelRoute>.Of(routes),
            Nft = nft,
            Forwarding = KernelItems<IpForwarding>.Of(forwarding),
        },
        problems.ToImmutable(), lacking.ToImmutable());
}
