using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Drivers;

/// <summary>
/// The driver bridge: the network is one layer 2 segment. On each host its VXLAN device is a port of the network's bridge, so that workloads of
/// all hosts are on one link, with one subnet: the network's range, of which each host gives the addresses of its lease. Each host's bridge is
/// the gateway of its own workloads, and leads to all others by one route a range.
///
/// What is for all (broadcast, multicast) is sent once to each peer, by the host that it comes from; VXLAN devices send nothing on from one peer
/// to another, so it crosses once and there is no loop, and no spanning tree is needed.
///
/// Which MAC is behind which peer is programmed for each workload that the network's hosts were told of: a frame for it goes to its host alone, and the host
/// itself knows the MAC of its address. Of any other the MAC is learnt from what comes from there; until then a frame for it goes to all. What workloads ask
/// for each other (ARP) crosses: a bridge that answered in their place would keep back what they announce (<c>neigh_suppress</c>), so that an address that
/// one hands to another were lost, or answer other hosts too, and draw to itself what is for them (<c>proxy_arp_wifi</c>).
/// The cost is one FDB entry a peer, two and a neighbour an address for each workload, and 50 bytes a packet, 70 over IPv6.
/// </summary>
internal sealed class BridgePlan : DriverPlan
{
    /// <summary>The driver.</summary>
    public static BridgePlan Instance { get; } = new();

    /// <inheritdoc/>
    public override int Overhead(Underlay underlay) => VxlanPlan.Instance.Overhead(underlay);

    /// <inheritdoc/>
    public override IEnumerable<string> Tunnels(DataPlane plane) => VxlanPlan.Instance.Tunnels(plane);

    /// <inheritdoc/>
    public override void AddTo(PlanDraft draft, NetworkOnHost network)
    {
        var device = VxlanPlan.DeviceOf(network) with { IsLearning = true, Bridge = network.Bridge };
        draft.Take(device);
        AddSegment(draft, network);
        EachPeer(draft, network, peer => draft.Take(new KernelFdbEntry(device.Name, default, network.UnderlayOf(peer)))
            ? null
            : Taken(peer, $" or address {peer.Underlay}"));
        AddWorkloads(draft, network, device.Name);
    }

    // Should two have one address, the first is had: the database keeps that from happening.
    private static void AddWorkloads(PlanDraft draft, NetworkOnHost network, string device)
    {
        var peers = network.Peers.Where(peer => PeerRules.WhyNot(network, peer) is null).ToDictionary(peer => peer.Host);
        foreach (var workload in network.Remote)
        {
            if (!peers.TryGetValue(workload.Host, out var peer)) continue;
            if (!draft.Take(new KernelFdbEntry(device, workload.Mac, network.UnderlayOf(peer), IsOfWorkload: true))) continue;
            draft.Take(new KernelFdbEntry(device, workload.Mac, null, IsOfWorkload: true));
            foreach (var address in workload.Addresses.Where(address => network.Subnets.Any(subnet => subnet.Family == address.AddressFamily)))
                draft.Take(new KernelNeighbour(network.Bridge, address, workload.Mac));
        }
    }
}
