using System.Net.Sockets;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Drivers;

/// <summary>What must hold of a peer, whatever the driver.</summary>
internal static class PeerRules
{
    /// <summary>Why the peer cannot be reached from here, or null where it can.</summary>
    public static string? WhyNot(NetworkOnHost network, NetworkMember peer)
    {
        var own = network.Facts.UnderlayAddress;
        if (peer.Underlay.AddressFamily != own.AddressFamily)
            return $"its underlay address {peer.Underlay} is {FamilyOf(peer.Underlay.AddressFamily)}, and this host's {own} is {FamilyOf(own.AddressFamily)}; "
                + "enrol one of the two with an address of the other's family";
        if (peer.Underlay.Equals(own)) return $"its underlay address {peer.Underlay} is this host's own; enrol one of the two with its right address";
        foreach (var subnet in network.Subnets)
        {
            if (NetworkOnHost.SubnetOf(peer, subnet.Family) is not { } theirs)
                return $"it has no subnet beside this host's {subnet.Subnet}, but {string.Join(", ", peer.Subnets().DefaultIfEmpty())}";
            if (NetworkRules.Overlap(theirs, subnet.Subnet)) return $"its subnet {theirs} overlaps this host's lease {subnet.Subnet}";
        }
        return null;
    }

    private static string FamilyOf(AddressFamily family) => family == AddressFamily.InterNetwork ? "IPv4" : "IPv6";
}
