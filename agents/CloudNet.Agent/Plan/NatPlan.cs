using System.Text;

namespace CloudNet.Agent.Plan;

/// <summary>
/// NAT: what a workload sends out of its network leaves as the host. One rule a network: source in this host's own subnet,
/// destination outside the network's ranges and not multicast. Inside the network every packet keeps its source. The source
/// port is drawn at random, since two connections to one server would race for the same one (Kubernetes #56903).
/// </summary>
internal static class NatPlan
{
    private const string Multicast = "224.0.0.0/4";

    /// <summary>The table for these networks, in the words in which nft prints it; null where none has NAT.</summary>
    public static NftTable? For(IEnumerable<NetworkOnHost> networks)
    {
        var rules = networks.Where(network => network.Settings.Nat).OrderBy(network => network.Settings.Vni).Select(Rule).ToList();
        if (rules.Count == 0) return null;
        var text = new StringBuilder()
            .Append($"table {NftTable.Name} {{\n")
            .Append("\tchain postrouting {\n")
            .Append("\t\ttype nat hook postrouting priority srcnat; policy accept;\n");
        foreach (var rule in rules) text.Append($"\t\t{rule}\n");
        return new(text.Append("\t}\n}\n").ToString());
    }

    private static string Rule(NetworkOnHost network) =>
        $"ip saddr {network.Subnet} {string.Join(" ", network.Ranges.Select(range => $"ip daddr != {range}"))} ip daddr != {Multicast} masquerade fully-random";
}
