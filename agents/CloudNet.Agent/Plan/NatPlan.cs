using System.Net.Sockets;

namespace CloudNet.Agent.Plan;

/// <summary>
/// NAT: what a workload sends out of its network leaves as the host. One rule a network and family: source in this host's own
/// subnet (on a segment, where a workload that moves keeps its address, in the segment), destination outside the network's ranges and those of its
/// peerings, and not multicast. Inside these every packet keeps its source. The source port is drawn at random, since two connections to one server would
/// race for the same one (Kubernetes #56903).
/// </summary>
internal static class NatPlan
{
    /// <summary>The chain for these networks, with what else leaves as the host; null where there is nothing of it.</summary>
    public static NftChain? For(IReadOnlyCollection<NetworkOnHost> networks) => NftChain.Of("postrouting", "type nat hook postrouting priority srcnat",
    [
        .. PortMappingPlan.Masquerade(networks),
        .. networks.Where(network => network.Settings.Nat).SelectMany(network => network.Subnets.Select(subnet => Rule(network, subnet))),
    ]);

    private static string Rule(NetworkOnHost network, HostSubnet subnet)
    {
        var (ip, multicast) = subnet.Family == AddressFamily.InterNetwork ? ("ip", "224.0.0.0/4") : ("ip6", "ff00::/8");
        var inside = string.Join(" ", network.OpenRanges(subnet.Family).Select(range => $"{ip} daddr != {range}"));
        return $"{ip} saddr {subnet.OnLink} {inside} {ip} daddr != {multicast} masquerade fully-random";
    }
}
