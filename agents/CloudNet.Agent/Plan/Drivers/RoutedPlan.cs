using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Drivers;

/// <summary>
/// The driver routed: for each peer one plain route a family, its subnet behind its underlay address. Nothing is added to a packet, so every
/// peer has to be on the same link: a router between two hosts knows nothing of their subnets. An IPv6 underlay carries both families
/// (the next hop of an IPv4 route may be IPv6: RFC 8950, kernel 5.2), an IPv4 one its own.
/// </summary>
internal sealed class RoutedPlan : DriverPlan
{
    /// <summary>The driver.</summary>
    public static RoutedPlan Instance { get; } = new();

    /// <inheritdoc/>
    public override int Overhead(Underlay underlay) => 0;

    /// <inheritdoc/>
    public override IEnumerable<string> Tunnels(DataPlane plane) => [];

    /// <inheritdoc/>
    public override string? WhyNot(NetworkOnHost network, AddressFamily family) => Carries(network.Underlay, family)
        ? null
        : $"the driver routed has no IPv6 between hosts whose underlay addresses are IPv4, as this one's {network.Underlay.Address}; the driver vxlan has both";

    /// <inheritdoc/>
    public override void AddTo(PlanDraft draft, NetworkOnHost network) => EachPeer(draft, network, peer =>
        !IsOnLink(network, peer)
            ? $"its underlay address {peer.Underlay} is not on {network.Underlay.Link} ({network.Underlay.OnLink}), "
                + "so the driver routed cannot reach it; the driver vxlan would"
            : draft.TakeAll(network.Subnets.Select(own => RouteTo(network, peer, own.Family)).OfType<KernelRoute>()) ? null : Taken(peer));

    /// <summary>Whether a packet reaches the peer's underlay address without a router.</summary>
    public static bool IsOnLink(NetworkOnHost network, NetworkMember peer) =>
        network.Underlay.Family == peer.Underlay.AddressFamily && network.Underlay.OnLink.Contains(peer.Underlay);

    /// <summary>Whether a route of a family may have such a next hop.</summary>
    public static bool Carries(Underlay underlay, AddressFamily family) =>
        family == AddressFamily.InterNetwork || underlay.Family == AddressFamily.InterNetworkV6;

    /// <summary>The plain route to a peer's subnet of a family; null where it has none.</summary>
    public static KernelRoute? RouteTo(NetworkOnHost network, NetworkMember peer, AddressFamily family) =>
        NetworkOnHost.SubnetOf(peer, family) is { } subnet
            ? new(subnet, peer.Underlay, network.Underlay.Link, Metric: network.Metric, Mtu: network.MtuTo(peer, family))
            : null;
}
