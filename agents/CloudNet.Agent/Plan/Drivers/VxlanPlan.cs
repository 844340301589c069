using System.Collections.Immutable;
using System.Net.Sockets;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Drivers;

/// <summary>
/// The driver vxlan: VXLAN (RFC 7348) used at layer 3. Nothing is broadcast, learned or asked for; for each peer there are
/// <list type="number">
/// <item>a route in each family: its subnet is behind the first address of that subnet, on the VXLAN device; in IPv6 behind the VTEP's link-local
/// address, since the kernel takes no next hop there that another link leads to, as it may while a network changes its driver;</item>
/// <item>a permanent neighbour in each family: that address has the MAC of the peer's VTEP, which the controller gave it;</item>
/// <item>an FDB entry: that MAC is at the peer's underlay address.</item>
/// </list>
/// A packet to a peer's workload is routed to .0, framed to the VTEP's MAC, and sent in UDP to the peer, whose device has
/// that MAC and routes it on to its bridge. The cost is those entries a peer, three for one family, and 50 bytes a packet, 70 over IPv6.
///
/// With direct routing a peer on the host's own link has a plain route in place of all that, in each family that such a route can have;
/// what comes from it through the tunnel is taken all the same, so that two hosts that see it differently reach each other.
/// </summary>
internal sealed class VxlanPlan : DriverPlan
{
    // Ethernet 14, UDP 8, VXLAN 8 (RFC 7348, 5); the outer IP header comes on top.
    private const int Headers = 30;

    /// <summary>UDP port inside WireGuard: one that nothing in clear is taken on.</summary>
    public const int EncryptedPort = 14789;

    /// <summary>The driver.</summary>
    public static VxlanPlan Instance { get; } = new();

    /// <inheritdoc/>
    public override int Overhead(Underlay underlay) => Headers + underlay.IpHeader;

    /// <inheritdoc/>
    public override IEnumerable<string> Tunnels(DataPlane plane) => [LinkNames.Vxlan(plane.Vni)];

    /// <inheritdoc/>
    public override void AddTo(PlanDraft draft, NetworkOnHost network)
    {
        var vtep = DeviceOf(network);
        var device = vtep.Name;
        draft.Take(vtep);
        // The subnet's first address is never a workload's. Alone in its prefix it makes no route of its own.
        foreach (var subnet in network.Subnets) draft.Take(new KernelAddress(device, subnet.Vtep, AddressNumber.Bits(subnet.Vtep)));
        EachPeer(draft, network, peer => WhyNot(peer.Mac) ?? (AddPeer(draft, device, peer, network) ? null : Taken(peer, $" or VTEP MAC {peer.Mac}")));
    }

    /// <summary>The network's VXLAN device on a host.</summary>
    public static VxlanLink DeviceOf(NetworkOnHost network)
    {
        var plane = network.Plane;
        var port = plane.Encrypted ? EncryptedPort : plane.Port ?? DataPlane.VxlanPort;
        return new(LinkNames.Vxlan(plane.Vni), plane.Vni, network.Underlay.Address, port, network.Self.Mac, network.Mtu,
            Device: network.IsInTunnel ? network.Underlay.Link : null);
    }

    private static bool AddPeer(PlanDraft draft, string device, NetworkMember peer, NetworkOnHost network)
    {
        var direct = network.Plane is { DirectRouting: true, Encrypted: false } && RoutedPlan.IsOnLink(network, peer);
        var ways = ImmutableArray.CreateBuilder<(KernelNeighbour, KernelRoute)>(network.Subnets.Length);
        var plain = ImmutableArray.CreateBuilder<KernelRoute>();
        foreach (var own in network.Subnets)
        {
            if (NetworkOnHost.SubnetOf(peer, own.Family) is not { } subnet) continue;
            var vtep = own.Family == AddressFamily.InterNetwork ? subnet.BaseAddress : peer.Mac.LinkLocal();
            if (direct && RoutedPlan.Carries(network.Underlay, own.Family)) plain.Add(RoutedPlan.RouteTo(network, peer, own.Family)!);
            else ways.Add((new(device, vtep, peer.Mac),
                new(subnet, vtep, device, Onlink: true, own.Gateway, Metric: network.Metric, Mtu: network.MtuTo(peer, own.Family))));
        }
        return ways.Count == 0
            ? draft.TakeAll(plain)
            : draft.Take(new KernelFdbEntry(device, peer.Mac, network.UnderlayOf(peer)), ways.ToImmutable()) && draft.TakeAll(plain);
    }

    private static string? WhyNot(MacAddress mac) =>
        mac.Value is 0 or > 0xffff_ffff_ffff || (mac.Value >> 40 & 1) != 0 ? $"its VTEP MAC {mac} is no unicast address" : null;
}
