using System.Globalization;
using System.Net.Sockets;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Policies;

namespace CloudNet.Agent.Plan.Policies;

/// <summary>
/// What is called how in the two tables of policies: what packets are judged by, and which addresses each port may send from. Everything of a network has its
/// number in its name, so that what is not known is told apart from what is gone.
/// </summary>
internal static class PolicyNames
{
    private const int IdDigits = 8;

    /// <summary>What packets are judged by.</summary>
    public static TableKind Table { get; } = new("inet cloudnet-policy", "policies", map => map switch
    {
        "egress-of" or "ingress-of" => ($"{TableKind.Link}", ""),
        _ => (map.StartsWith("ip6-", StringComparison.Ordinal) ? $"{TableKind.Ipv6}" : $"{TableKind.Ipv4}", ""),
    });

    /// <summary>Which addresses each port may send from.</summary>
    public static TableKind Ports { get; } = new("bridge cloudnet-policy", "policies' ports", map => map switch
    {
        Guarded => ($"{TableKind.Link}", ""),
        _ => (map.StartsWith("ip6-", StringComparison.Ordinal) ? $"{TableKind.Link}{TableKind.Ipv6}" : $"{TableKind.Link}{TableKind.Ipv4}", ""),
    });

    /// <summary>The ports that send from addresses of their own alone.</summary>
    public const string Guarded = "guarded";

    /// <summary>nft's word for a family.</summary>
    public static string Ip(AddressFamily family) => family == AddressFamily.InterNetwork ? "ip" : "ip6";

    /// <summary>A direction.</summary>
    public static string Of(PolicyDirection direction) => direction == PolicyDirection.Egress ? "egress" : "ingress";

    /// <summary>The map from a network's bridge to the chain that judges a direction.</summary>
    public static string Judging(PolicyDirection direction) => $"{Of(direction)}-of";

    /// <summary>That chain.</summary>
    public static string Chain(PolicyDirection direction, int vni) => $"{Of(direction)}-{vni}";

    /// <summary>The set of addresses of this host's workloads that a policy is about.</summary>
    public static string About(string ip, int vni, string policy) => $"{ip}-{vni}-{policy}.of";

    /// <summary>The set of addresses of workloads, of all hosts, that are a policy's peers by their labels.</summary>
    public static string Peers(string ip, int vni, string policy) => $"{ip}-{vni}-{policy}.peers";

    /// <summary>The set of addresses of this host's workloads.</summary>
    public static string Here(string ip, int vni) => $"{ip}-{vni}.here";

    /// <summary>The set of what each port may send from.</summary>
    public static string Own(string ip) => $"{ip}-own";

    /// <summary>What counts a policy. One that is made anew under its name is another.</summary>
    public static string Counter(PolicyDirection direction, int vni, string policy, PolicyId id) =>
        $"{Of(direction)}-{vni}-{policy}.{id.Value.ToString("N").AsSpan(32 - IdDigits)}";

    /// <summary>What counts what no policy matches.</summary>
    public static string DefaultCounter(PolicyDirection direction, int vni) => $"{Of(direction)}-{vni}.default";

    /// <summary>The number of the network that an element of <see cref="Table"/> is of; null where it says none.</summary>
    public static int? NumberIn(NftElement element)
    {
        var text = element.Map.EndsWith("-of", StringComparison.Ordinal) && element.Value.Length > 0 ? element.Value : element.Map;
        var words = text.Split('-', '.');
        return words.Length > 1 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
