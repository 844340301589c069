using System.Collections.Immutable;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// The driver vxlan: VXLAN (RFC 7348) used at layer 3. Nothing is broadcast, learned or asked for; for each peer there are
/// <list type="number">
/// <item>a route in each family: its subnet is behind the first address of that subnet, on the VXLAN device;</item>
/// <item>a permanent neighbour in each family: that address has the MAC of the peer's VTEP, which the controller gave it;</item>
/// <item>an FDB entry: that MAC is at the peer's underlay address.</item>
/// </list>
/// A packet to a peer's workload is routed to .0, framed to the VTEP's MAC, and sent in UDP to the peer, whose device has
/// that MAC and routes it on to its bridge. The cost is those entries a peer, three for one family, and 50 bytes a packet.
/// </summary>
internal static class VxlanPlan
{
    /// <summary>Adds the device, and all peers that can be had.</summary>
    public static void AddTo(PlanDraft draft, NetworkOnHost network)
    {
        var (settings, self) = (network.Settings, network.Self);
        var device = LinkNames.Vxlan(settings.Vni);
        draft.Take(new VxlanLink(device, settings.Vni, network.Facts.UnderlayAddress, NetworkSettings.VxlanPort, self.Mac, network.Mtu));
        // The subnet's first address is never a workload's. Alone in its prefix it makes no route of its own.
        foreach (var subnet in network.Subnets) draft.Take(new KernelAddress(device, subnet.Vtep, AddressNumber.Bits(subnet.Vtep)));
        foreach (var peer in network.Peers)
        {
            var problem = PeerRules.WhyNot(network, peer) ?? WhyNot(peer.Mac);
            if (problem is null && !AddPeer(draft, device, peer, network.Subnets))
                problem = $"its subnet {string.Join(", ", peer.Subnets())} or VTEP MAC {peer.Mac} is another peer's too";
            if (problem is not null) draft.Problem($"network {settings.Name}: {peer.Name} is left out: {problem}");
        }
    }

    private static bool AddPeer(PlanDraft draft, string device, NetworkMember peer, ImmutableArray<HostSubnet> subnets)
    {
        var ways = ImmutableArray.CreateBuilder<(KernelNeighbour, KernelRoute)>(subnets.Length);
        foreach (var own in subnets)
        {
            if (NetworkOnHost.SubnetOf(peer, own.Family) is not { } subnet) continue;
            var vtep = subnet.BaseAddress;
            ways.Add((new(device, vtep, peer.Mac), new(subnet, vtep, device, Onlink: true, own.Gateway)));
        }
        return draft.Take(new KernelFdbEntry(device, peer.Mac, peer.Underlay), ways.ToImmutable());
    }

    private static string? WhyNot(MacAddress mac) =>
        mac.Value is 0 or > 0xffff_ffff_ffff || (mac.Value >> 40 & 1) != 0 ? $"its VTEP MAC {mac} is no unicast address" : null;
}
