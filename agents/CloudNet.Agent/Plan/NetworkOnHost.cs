using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Plan.Drivers;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>A network seen from one host that is in it.</summary>
/// <param name="View">The network.</param>
/// <param name="Self">This host as a member of it.</param>
/// <param name="Facts">The host.</param>
internal sealed partial record NetworkOnHost(NetworkView View, NetworkMember Self, HostFacts Facts)
{
    /// <summary>The network's settings.</summary>
    public NetworkSettings Settings => View.Settings;

    /// <summary>This host's subnets in it: at most one of a family, IPv4 first.</summary>
    public ImmutableArray<HostSubnet> Subnets { get; } =
    [
        .. from family in Facts.HasIpv6 ? (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6] : [AddressFamily.InterNetwork]
           from subnet in Self.Subnets().Where(subnet => subnet.BaseAddress.AddressFamily == family).Take(1)
           select new HostSubnet(subnet, [.. View.Settings.Ranges.Where(range => range.BaseAddress.AddressFamily == family)], View.Settings.Plane.IsLayer2),
    ];

    /// <summary>Ports of the host that lead to workloads of it.</summary>
    public ImmutableArray<OpenPort> Ports { get; init; } = [];

    /// <summary>Whether the host is in it for its workloads alone.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The workloads of other hosts, where all are on one segment and they are known.</summary>
    public ImmutableArray<RemoteWorkload> Remote { get; init; } = [];

    /// <summary>Which addresses of workloads here are on other hosts, and since when; none but where all hosts are on one segment.</summary>
    public ImmutableArray<CarriedAddress> Carried { get; init; } = [];

    /// <summary>The networks that are peered with it, as both say, and that this host is in too.</summary>
    public ImmutableArray<NetworkView> Peered { get; init; } = [];

    /// <summary>What it is told of the networks that it is peered with, whether this host is in those or not.</summary>
    public ImmutableArray<NetworkPeering> Peerings => Settings.Peerings.IsDefault ? [] : Settings.Peerings;

    /// <summary>The network's ranges of a family and those of the networks that it is peered with: where its workloads keep their addresses.</summary>
    public IEnumerable<IPNetwork> OpenRanges(AddressFamily family) =>
        Settings.Ranges.Concat(Peerings.SelectMany(peering => peering.Ranges)).Where(range => range.BaseAddress.AddressFamily == family);

    /// <summary>What a peer's packets may come from: its subnets here, and those that it has in networks that are peered with this one; IPv4 first.</summary>
    public ImmutableArray<IPNetwork> SourcesOf(NetworkMember peer) =>
    [
        .. Peered.Select(view => view.Members.GetValueOrDefault(peer.Host)).Prepend(peer).OfType<NetworkMember>().SelectMany(member => member.Subnets())
            .OrderBy(subnet => subnet.BaseAddress.AddressFamily).ThenBy(subnet => AddressNumber.Of(subnet.BaseAddress)),
    ];

    /// <summary>The bridge.</summary>
    public string Bridge { get; } = LinkNames.Bridge(View.Settings.Vni);

    /// <summary>How its packets cross; while it is on its way to another way, that which it had.</summary>
    public DataPlane Plane { get; private init; } = View.Settings.Plane;

    /// <summary>The secret that its hosts share by this way, besides their WireGuard keys; null: none.</summary>
    public PresharedKey? PresharedKey => Settings.Next is { } next && Plane == next.Plane ? next.PresharedKey : Settings.PresharedKey;

    /// <summary>The same network by the way across that it is on its way to, be that one to be had or not; null where it stays as it is.</summary>
    public NetworkOnHost? Towards => Settings.Next is { } next && Plane != next.Plane ? this with { Plane = next.Plane } : null;

    /// <summary>The same where it can be had here; else null.</summary>
    public NetworkOnHost? Next => Towards is { } next && NetworkRules.WhyNot(next) is null ? next : null;

    /// <summary>The way across that this host sends by.</summary>
    public DataPlane InUse => Settings.Next is { } next && next.HasMoved(Self.Host) ? next.Plane : Settings.Plane;

    /// <summary>The network by each way across that it has, the one that it had first.</summary>
    public IEnumerable<NetworkOnHost> Ways => Next is { } next ? [this, next] : [this];

    /// <summary>Metric of the routes to peers by this way: nothing is sent by one that waits, but for what is bound to its link.</summary>
    public int Metric => Plane != InUse ? Waiting : 0;

    /// <summary>Names of CloudNet's links that are this network's: the bridge, and what leads to peers.</summary>
    public IEnumerable<string> Links =>
        [Bridge, .. Ways.SelectMany(way => way.Tunnels), .. Ways.Where(way => way.IsInTunnel).SelectMany(way => WireguardPlan.Instance.Tunnels(way.Plane))];

    /// <summary>Names of the links that packets to peers leave through by this way; none where they leave through the host's.</summary>
    public IEnumerable<string> Tunnels => DriverPlan.Of(Plane)?.Tunnels(Plane) ?? [];

    /// <summary>The link that the packets of this way leave through: its own, or the host's.</summary>
    public string Device => Tunnels.FirstOrDefault() ?? Underlay.Link;

    /// <summary>Whether all that goes to peers leaves through <see cref="Links"/>.</summary>
    public bool IsOnOwnLinks => Ways.All(way => !way.Plane.DirectRouting && way.Tunnels.Any());

    /// <summary>What the driver's packets leave through.</summary>
    public Underlay Underlay => IsInTunnel ? WireguardPlan.Inside(this) : Underlay.Of(Facts);

    /// <summary>Whether the driver runs over WireGuard, and is not WireGuard itself.</summary>
    public bool IsInTunnel => Plane.Encrypted && DriverPlan.Of(Plane) is not WireguardPlan;

    /// <summary>The address that the driver reaches a peer by.</summary>
    public IPAddress UnderlayOf(NetworkMember peer) =>
        IsInTunnel && SubnetOf(peer, Subnets[0].Family) is { } subnet ? subnet.BaseAddress : peer.Underlay;

    /// <summary>What fits through the host's underlay link in one piece.</summary>
    public int PathMtu => Underlay.Mtu - (DriverPlan.Of(Plane)?.Overhead(Underlay) ?? 0);

    /// <summary>The MTU of the network's bridge and its workloads: what each way across carries.</summary>
    public int LinkMtu => Ways.Min(way => way.Mtu);

    /// <summary>The MTU of the links of this way across. IPv6 is not without its smallest (RFC 8200, 5), whatever the path carries.</summary>
    public int Mtu => Plane.Mtu ?? (Subnets.Any(subnet => subnet.Family == AddressFamily.InterNetworkV6) ? Math.Max(PathMtu, SmallestIpv6Mtu) : PathMtu);

    /// <summary>What the path to a peer carries where that is less than <see cref="Mtu"/>, as it was measured; else null.</summary>
    public int? MtuTo(NetworkMember peer, AddressFamily family) => Facts.PathMtus?.Of(View.Id, peer.Host, family) is { } mtu && mtu < Mtu ? mtu : null;

    /// <summary>The route to a peer's subnet of a family through a device that knows by itself where to send; null where the peer has none.</summary>
    public KernelRoute? RouteThrough(string device, NetworkMember peer, HostSubnet own) => SubnetOf(peer, own.Family) is { } subnet
        ? new(subnet, null, device, Source: own.Gateway, Metric: Metric, Mtu: MtuTo(peer, own.Family))
        : null;

    // More than that of any route of a host's own that a packet to a peer might take instead.
    private const int Waiting = 7710;

    /// <summary>The smallest MTU of IPv6 (RFC 8200, 5).</summary>
    public const int SmallestIpv6Mtu = 1280;

    /// <summary>The members that are other hosts.</summary>
    public IEnumerable<NetworkMember> Peers => View.Members.Values.Where(member => member.Host != Self.Host);

    /// <summary>The bridge's MAC, made from the first gateway's address: whatever happens to the bridge, the workloads' neighbour tables stay right.</summary>
    public MacAddress BridgeMac => AddressMac.OfBridge(Subnets[0].Gateway);

    /// <summary>This host's subnet that has the address; null where none has.</summary>
    public HostSubnet? SubnetOf(IPAddress address) => Subnets.FirstOrDefault(subnet => subnet.Subnet.Contains(address));

    /// <summary>The subnet by which a workload here may have an address: it is in it, or goes with the workload; null where there is none.</summary>
    public HostSubnet? SubnetFor(Attachment workload, IPAddress address) => SubnetOf(address)
        ?? (workload.IsCarried ? Subnets.FirstOrDefault(subnet => subnet.IsShared && subnet.OnLink.Contains(address)) : null);

    /// <summary>Where an address of a workload went that was attached on another host since; null where it is here.</summary>
    public CarriedAddress? LeftFor(Attachment workload) =>
        Carried.FirstOrDefault(other => workload.Addresses.Contains(other.Address) && other.Since > workload.AttachedAt);

    /// <summary>A peer's subnet of a family; null where it has none.</summary>
    public static IPNetwork? SubnetOf(NetworkMember peer, AddressFamily family)
    {
        foreach (var lease in peer.Leases) if (lease.Subnet.BaseAddress.AddressFamily == family) return lease.Subnet;
        return null;
    }
}
