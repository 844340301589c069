using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Drivers;

/// <summary>
/// The driver bridge: the network is one layer 2 segment. On each host its VXLAN device is a port of the network's bridge, so that workloads of
/// all hosts are on one link, with one subnet: the network's range, of which each host gives the addresses of its lease. Each host's bridge is
/// the gateway of its own workloads, and leads to all others by one route a range.
///
/// What is for all (broadcast, multicast) is sent once to each peer, by the host that it comes from; VXLAN devices send nothing on from one peer
/// to another, so it crosses once and there is no loop, and no spanning tree is needed. Which MAC is behind which peer is learnt from what comes
/// from there; until then a frame for it goes to all. The cost is one FDB entry a peer, and 50 bytes a packet, 70 over IPv6.
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
    }
}
