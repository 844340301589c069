using System.Net.Sockets;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>What must hold of a peer, whatever the driver.</summary>
internal static class PeerRules
{
    /// <summary>Why the peer cannot be reached from here, or null where it can.</summary>
    public static string? WhyNot(NetworkOnHost network, NetworkMember peer)
    {
        if (peer.Underlay.AddressFamily != AddressFamily.InterNetwork)
            return $"its underlay address {peer.Underlay} is not IPv4, over which this agent's tunnels run";
        if (peer.Underlay.Equals(network.Facts.UnderlayAddress))
            return $"its underlay address {peer.Underlay} is this host's own; enrol one of the two with its right address";
        foreach (var own in network.Subnets)
        {
            if (NetworkOnHost.SubnetOf(peer, own.Family) is not { } subnet)
                return $"it has no subnet beside this host's {own.Subnet}, but {string.Join(", ", peer.Subnets().DefaultIfEmpty())}";
            if (NetworkRules.Overlap(subnet, own.Subnet)) return $"its subnet {subnet} overlaps this host's lease {own.Subnet}";
        }
        return null;
    }
}
