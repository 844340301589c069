using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Policies;

/// <summary>
/// Which packets a policy matches, in nft's words: as many alternatives as its families, its peers by label and by range, and its protocols. No packet is
/// matched by two of them, so that each is counted once. Pure.
/// </summary>
internal static class PolicyMatch
{
    /// <summary>The alternatives; one that is empty matches everything.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="vni">Number of its network.</param>
    /// <param name="families">The families that the network has on this host.</param>
    public static IEnumerable<string> Of(NetworkPolicy policy, int vni, IEnumerable<AddressFamily> families)
    {
        var isAnyFamily = policy.Selector.IsEmpty && policy.Peers.IsDefaultOrEmpty;
        return from family in isAnyFamily ? [null] : families.Select(family => (AddressFamily?)family)
               from ends in family is { } known ? Ends(policy, vni, known) : [""]
               from ports in Ports(policy, family)
               select string.Join(' ', new[] { ends, ports }.Where(words => words.Length > 0));
    }

    private static IEnumerable<string> Ends(NetworkPolicy policy, int vni, AddressFamily family)
    {
        var ip = PolicyNames.Ip(family);
        var (own, other) = policy.Direction == PolicyDirection.Egress ? ("saddr", "daddr") : ("daddr", "saddr");
        var about = policy.Selector.IsEmpty ? "" : $"{ip} {own} @{PolicyNames.About(ip, vni, policy.Name)}";
        if (policy.Peers.IsDefaultOrEmpty)
        {
            yield return about;
            yield break;
        }
        var before = about.Length > 0 ? $"{about} " : "";
        var byLabel = HasLabels(policy) ? $"@{PolicyNames.Peers(ip, vni, policy.Name)}" : null;
        if (byLabel is not null) yield return $"{before}{ip} {other} {byLabel}";
        IPNetwork[] ranges = [.. policy.Peers.Select(peer => peer.Cidr).OfType<IPNetwork>().Where(range => range.BaseAddress.AddressFamily == family)];
        if (ranges.Length > 0) yield return $"{before}{ip} {other} {NftTable.Set(ranges)}{(byLabel is null ? "" : $" {ip} {other} != {byLabel}")}";
    }

    /// <summary>Whether any of its peers is by labels.</summary>
    public static bool HasLabels(NetworkPolicy policy) => !policy.Peers.IsDefault && policy.Peers.Any(peer => peer.Selector is not null);

    private static IEnumerable<string> Ports(NetworkPolicy policy, AddressFamily? family) => policy.Ports.IsDefaultOrEmpty
        ? [""]
        : from of in policy.Ports.GroupBy(port => port.Protocol)
          orderby of.Key
          select Ports(of.Key, [.. of], family);

    private static string Ports(PolicyProtocol protocol, PolicyPort[] ports, AddressFamily? family)
    {
        var name = protocol switch { PolicyProtocol.Udp => "udp", PolicyProtocol.Sctp => "sctp", _ => "tcp" };
        if (protocol == PolicyProtocol.Icmp)
            return $"meta l4proto {family switch { null => "{ icmp, ipv6-icmp }", AddressFamily.InterNetwork => "icmp", _ => "ipv6-icmp" }}";
        if (ports.Any(port => port.Port is null)) return $"meta l4proto {name}";
        string[] ranges = [.. Merged(ports).Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}")];
        return $"{name} dport {(ranges.Length == 1 ? ranges[0] : $"{{ {string.Join(", ", ranges)} }}")}";
    }

    // nft takes no two in a set that overlap.
    private static List<(int First, int Last)> Merged(IEnumerable<PolicyPort> ports)
    {
        List<(int First, int Last)> merged = [];
        foreach (var (first, last) in ports.Select(port => (First: port.Port!.Value, Last: port.To ?? port.Port.Value)).Order())
        {
            if (merged is [.., var open] && first <= open.Last + 1) merged[^1] = (open.First, Math.Max(open.Last, last));
            else merged.Add((first, last));
        }
        return merged;
    }
}
