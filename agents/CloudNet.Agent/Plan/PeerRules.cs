using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>What must hold of a peer, whatever the driver.</summary>
internal static class PeerRules
{
    /// <summary>Why the peer cannot be reached from here, or null where it can.</summary>
    public static string? WhyNot(NetworkOnHost network, NetworkMember peer)
    {
        if (!Ipv4.Is(peer.Underlay) || Ipv4.Subnet(peer) is not { } subnet)
            return $"its subnet {string.Join(", ", peer.Subnets())} and underlay address {peer.Underlay} must have IPv4 for this agent";
        if (peer.Underlay.Equals(network.Facts.UnderlayAddress))
            return $"its underlay address {peer.Underlay} is this host's own; enrol one of the two with its right address";
        return NetworkRules.Overlap(subnet, network.Subnet)
            ? $"its subnet {subnet} overlaps this host's lease {network.Subnet}"
            : null;
    }
}
