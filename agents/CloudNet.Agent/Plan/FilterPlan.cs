using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Plan.Drivers;
using CloudNet.Agent.Plan.Names;

namespace CloudNet.Agent.Plan;

/// <summary>
/// What keeps networks apart, and each to its own links. Packets that fit are looked at and let go; nothing is let in here that another
/// table drops.
/// <list type="number">
/// <item>Where a host has several networks, what comes from the links of one is not sent on to the addresses of another, but for what goes by
/// a port of the host, which is open to all. What stays on the links of one, which is nearly all, is found by one look-up and does not go by
/// the rules of the others. Networks that are peered are open to each other (<see cref="PeeringPlan"/>).</item>
/// <item>What a workload sends to its network leaves through that network's links or not at all: where no peer has the subnet, the host's
/// default route does not have it either. Nor does anything come in from elsewhere that says it is of the network. Not with plain
/// routes, whose packets share the host's link with everything.</item>
/// <item>Where the network is encrypted the same holds for the host itself, and what runs inside WireGuard is taken from there alone.</item>
/// <item>What is hidden from the host is closed to its own processes, both ways, but for ICMP, which probes and the sizes of paths need, for what
/// goes by a port that leads to a workload, and for names.</item>
/// <item>Where a path is shorter than its links promise, TCP connections that begin are told (RFC 9293, 3.7.1).</item>
/// </list>
/// A refusal is said to the sender, so that it does not wait (RFC 1812, 5.2.7.1).
/// </summary>
internal static class FilterPlan
{
    /// <summary>The chains for these networks.</summary>
    public static IEnumerable<NftChain> For(IReadOnlyCollection<NetworkOnHost> networks)
    {
        NftChain?[] all =
        [
            NftChain.Of("forward", "type filter hook forward priority filter",
            [
                .. networks.SelectMany(Clamped), .. networks.Count > 1 ? Within(networks) : [],
                .. networks.SelectMany(Own), .. PeeringPlan.For(networks), .. networks.Count > 1 ? Apart(networks) : [],
            ]),
            NftChain.Of("input", "type filter hook input priority filter", networks.SelectMany(Input).Distinct().Concat(Hidden(networks, "iifname", "saddr"))),
            NftChain.Of("output", "type filter hook output priority filter",
                networks.Where(network => network.Ways.All(way => way.Plane.HasKeys)).SelectMany(Output).Concat(Hidden(networks, "oifname", "daddr"))),
        ];
        return all.OfType<NftChain>();
    }

    // Fifteen rules one after the other take a twentieth of what VXLAN carries.
    private static IEnumerable<string> Within(IEnumerable<NetworkOnHost> networks)
    {
        var pairs = from network in networks
                    where network.IsOnOwnLinks && !network.Plane.IsLayer2
                    from tunnel in network.Ways.SelectMany(way => way.Tunnels)
                    from pair in (string[])[$"\"{network.Bridge}\" . \"{tunnel}\"", $"\"{tunnel}\" . \"{network.Bridge}\""]
                    select pair;
        if (NftTable.Elements(pairs) is { Length: > 0 } elements) yield return $"iifname . oifname {{ {elements} }} accept";
    }

    private static IEnumerable<string> Own(NetworkOnHost network)
    {
        if (!network.IsOnOwnLinks) yield break;
        var bridge = network.Bridge;
        foreach (var (ip, range, icmp) in Ranges(network))
        {
            yield return $"iifname \"{bridge}\" {Not("oifname", network.Links)} {ip} daddr {range} reject with {icmp} {NoRoute(icmp)}";
            yield return $"oifname \"{bridge}\" {Not("iifname", network.Links)} {ip} saddr {range} drop";
        }
    }

    private static IEnumerable<string> Apart(IReadOnlyCollection<NetworkOnHost> networks) =>
    [
        .. networks.Any(network => network.HasPorts) ? Mapped(networks) : [],
        .. from network in networks
           from of in Ranges(network)
           select $"iifname \"{LinkNames.Prefix}*\" {Not("iifname", PeeringPlan.LinksOpenTo(network, networks))} {of.Ip} daddr {of.Range} reject with {of.Icmp} admin-prohibited",
    ];

    // What goes by a port of the host; not what was sent to a service of a network, which is that network's alone.
    private static IEnumerable<string> Mapped(IReadOnlyCollection<NetworkOnHost> networks)
    {
        if (!networks.Any(network => network.HasServices)) return ["ct status dnat accept"];
        return from family in (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6]
               let served = networks.SelectMany(network => network.Served).Where(one => one.Subnet.Family == family).Select(one => one.Range).ToArray()
               let ip = Words(family).Ip
               select $"ct status dnat {(served.Length == 0 ? $"meta nfproto {(ip == "ip" ? "ipv4" : "ipv6")}" : $"ct original {ip} daddr != {NftTable.Set(served)}")} accept";
    }

    // A segment of a TCP connection that begins is cut to the path it will take; what is routed by a measured path tells that by itself, where it is heard.
    private static IEnumerable<string> Clamped(NetworkOnHost network)
    {
        if (network.Plane.IsLayer2 || network.Facts.PathMtus?.Any(network.View.Id) != true) yield break;
        if (network.Peers.Any(peer => network.Subnets.Any(own => network.MtuTo(peer, own.Family) is not null)))
            yield return $"iifname \"{network.Bridge}\" tcp flags syn tcp option maxseg size set rt mtu";
    }

    private static IEnumerable<string> Input(NetworkOnHost network)
    {
        Underlay[] inside = [.. network.Ways.Where(way => way.IsInTunnel).Select(way => way.Underlay)];
        if (inside.Length == 0) yield break;
        var (ip, _) = Words(inside[0].Family);
        yield return $"iifname != \"lo\" {Not("iifname", inside.Select(tunnel => tunnel.Link))} {ip} daddr {inside[0].Address} drop";
        yield return $"iifname != \"{LinkNames.WireguardPrefix}*\" udp dport {VxlanPlan.EncryptedPort} drop";
    }

    private static IEnumerable<string> Output(NetworkOnHost network) =>
        from of in Ranges(network)
        select $"oifname != \"lo\" {Not("oifname", network.Links)} {of.Ip} daddr {of.Range} reject with {of.Icmp} {NoRoute(of.Icmp)}";

    // What runs inside WireGuard has addresses of the network too, and is not the host's own.
    private static IEnumerable<string> Hidden(IEnumerable<NetworkOnHost> networks, string link, string end)
    {
        NetworkOnHost[] hidden = [.. networks.Where(network => network.IsHidden)];
        foreach (var rule in hidden.Any(network => network.HasPorts) ? Mapped(hidden) : []) yield return rule;
        foreach (var network in hidden)
        {
            var inside = network.Ways.Where(way => way.IsInTunnel).Select(way => way.Underlay.Link);
            // Names are answered there all the same, and nothing else is.
            foreach (var subnet in network.Subnets)
                yield return $"{link} \"{network.Bridge}\" {Words(subnet.Family).Ip} {(end == "saddr" ? "daddr" : "saddr")} {subnet.Gateway} "
                    + $"meta l4proto {{ tcp, udp }} th {(end == "saddr" ? "dport" : "sport")} {DnsNames.Port} accept";
            // Whatever a workload says that it is, and by the bridge's link-local address too.
            yield return $"{link} \"{network.Bridge}\" meta l4proto != {{ icmp, ipv6-icmp }} "
                + (end == "saddr" ? "drop" : "reject with icmpx admin-prohibited");
            foreach (var (ip, range, icmp) in Ranges(network))
                yield return $"{Not(link, inside.Prepend("lo"))} {ip} {end} {range} meta l4proto != {(icmp == "icmp" ? icmp : "ipv6-icmp")} "
                    + (end == "saddr" ? "drop" : $"reject with {icmp} admin-prohibited");
        }
    }

    private static IEnumerable<(string Ip, IPNetwork Range, string Icmp)> Ranges(NetworkOnHost network) =>
        from subnet in network.Subnets
        from range in subnet.Ranges
        let words = Words(subnet.Family)
        select (words.Ip, range, words.Icmp);

    internal static (string Ip, string Icmp) Words(AddressFamily family) => family == AddressFamily.InterNetwork ? ("ip", "icmp") : ("ip6", "icmpv6");

    internal static string NoRoute(string icmp) => icmp == "icmp" ? "net-unreachable" : "no-route";

    internal static string Not(string key, IEnumerable<string> links) => string.Join(" ", links.Select(link => $"{key} != \"{link}\""));
}
