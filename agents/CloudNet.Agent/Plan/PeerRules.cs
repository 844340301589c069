using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>What must hold of a peer, whatever the driver.</summary>
internal static class PeerRules
{
    /// <summary>Why the peer cannot be reached from here, or null where it can.</summary>
    public static string? WhyNot(NetworkOnHost network, NetworkMember peer)
    {
        if (!NetworkRules.IsV4(peer.Underlay) || !NetworkRules.IsV4(peer.Subnet.BaseAddress))
            return $"its subnet {peer.Subnet} and underlay address {peer.Underlay} must be IPv4 for this agent";
        if (peer.Underlay.Equals(network.Facts.UnderlayAddress))
            return $"its underlay address {peer.Underlay} is this host's own; enrol one of the two with its right address";
        return NetworkRules.Overlap(peer.Subnet, network.Self.Subnet)
            ? $"its subnet {peer.Subnet} overlaps this host's lease {network.Self.Subnet}"
            : null;
    }
}
