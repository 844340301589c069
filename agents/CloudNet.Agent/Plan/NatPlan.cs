using System.Net.Sockets;
using System.Text;

namespace CloudNet.Agent.Plan;

/// <summary>
/// NAT: what a workload sends out of its network leaves as the host. One rule a network and family: source in this host's own
/// subnet, destination outside the network's ranges and not multicast. Inside the network every packet keeps its source. The
/// source port is drawn at random, since two connections to one server would race for the same one (Kubernetes #56903).
/// </summary>
internal static class NatPlan
{
    /// <summary>The table for these networks, in the words in which nft prints it; null where none has NAT.</summary>
    public static NftTable? For(IEnumerable<NetworkOnHost> networks)
    {
        var rules = networks.Where(network => network.Settings.Nat).OrderBy(network => network.Settings.Vni)
            .SelectMany(network => network.Subnets).Select(Rule).ToList();
        if (rules.Count == 0) return null;
        var text = new StringBuilder()
            .Append($"table {NftTable.Name} {{\n")
            .Append("\tchain postrouting {\n")
            .Append("\t\ttype nat hook postrouting priority srcnat; policy accept;\n");
        foreach (var rule in rules) text.Append($"\t\t{rule}\n");
        return new(text.Append("\t}\n}\n").ToString());
    }

    private static string Rule(HostSubnet subnet)
    {
        var (ip, multicast) = subnet.Family == AddressFamily.InterNetwork ? ("ip", "224.0.0.0/4") : ("ip6", "ff00::/8");
        var inside = string.Join(" ", subnet.Ranges.Select(range => $"{ip} daddr != {range}"));
        return $"{ip} saddr {subnet.Subnet} {inside} {ip} daddr != {multicast} masquerade fully-random";
    }
}
