using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Plan;

/// <summary>
/// Ports of the host that lead to workloads. One chain, <c>mapped</c>, rewrites where a connection goes that is made to an address of the
/// host, whether it comes in or begins here; it has at most three look-ups a protocol and family, however many mappings there are:
/// <list type="number">
/// <item>by address and port, for those that are open at one address of the host;</item>
/// <item>by port, to an address and port;</item>
/// <item>by ranges of ports, to an address, for ranges that keep their numbers.</item>
/// </list>
/// A range whose numbers are shifted is as many elements as it has ports. The source stays, with two exceptions: a workload that calls one
/// beside it, or itself, by the host's address would be answered past the host; and nobody answers 127.0.0.1. What the host sends from there
/// leaves through the workloads' bridge only where the kernel may (<see cref="BridgeLink.Localnet"/>), and the chain <c>loopback</c> then drops
/// what comes out of a bridge from such an address or to one, before anything is rewritten (CVE-2020-8558).
/// </summary>
internal static class PortMappingPlan
{
    /// <summary>The chains for these networks; null: none of that kind.</summary>
    public static IEnumerable<NftChain?> For(IReadOnlyCollection<NetworkOnHost> networks)
    {
        const string Jump = "fib daddr type local jump mapped";
        string[] rules = [.. Rules(networks)];
        if (rules.Length == 0) yield break;
        yield return NftChain.Of("mapped", rules);
        yield return NftChain.Of("prerouting", "type nat hook prerouting priority dstnat", [Jump]);
        yield return NftChain.Of("local", "type nat hook output priority -100", [Jump]);
        yield return NftChain.Of("loopback", "type filter hook prerouting priority raw", networks.Where(IsLocal).SelectMany(network => (string[])
            [$"iifname \"{network.Bridge}\" ip saddr 127.0.0.0/8 drop", $"iifname \"{network.Bridge}\" ip daddr 127.0.0.0/8 drop"]));
    }

    /// <summary>What of the host's and the workloads' own calls leaves as the host.</summary>
    public static IEnumerable<string> Masquerade(IEnumerable<NetworkOnHost> networks) =>
        from network in networks
        from subnet in network.Subnets
        where network.Ports.Any(port => Target(port, subnet) is not null)
        let ip = Ip(subnet.Family)
        from rule in (string[])
        [
            $"{ip} saddr {subnet.OnLink} {ip} daddr {subnet.OnLink} ct status dnat {NotServed(network, subnet)}masquerade fully-random",
            .. subnet.Family == AddressFamily.InterNetwork && IsLocal(network)
                ? [$"oifname \"{network.Bridge}\" ip saddr 127.0.0.0/8 ct status dnat masquerade fully-random"] : (string[])[],
        ]
        select rule;

    // What was sent to a service is answered by the host that it was sent through all the same.
    private static string NotServed(NetworkOnHost network, HostSubnet subnet) =>
        network.Served.Where(one => one.Subnet == subnet).Select(one => one.Range).ToArray() is { Length: > 0 } ranges
            ? $"ct original {Ip(subnet.Family)} daddr != {NftTable.Set(ranges)} "
            : "";

    /// <summary>Whether the host itself reaches a workload of the network at 127.0.0.1.</summary>
    public static bool IsLocal(NetworkOnHost network) => network.Subnets.Any(subnet =>
        subnet.Family == AddressFamily.InterNetwork && network.Ports.Any(port => port.IsLocal && Target(port, subnet) is not null));

    /// <summary>Where they lead.</summary>
    public static FlowTargets Targets(IReadOnlyCollection<NetworkOnHost> networks) => new(
        Ways(networks).OrderBy(way => way.Port.Mapping.HostAddress is null).Select(way => way.AsTarget),
        [.. networks.SelectMany(network => network.Subnets).Select(subnet => subnet.OnLink)],
        [.. Tunnels(networks)]);

    private static Way[] Ways(IEnumerable<NetworkOnHost> networks) =>
    [
        .. from network in networks
           from subnet in network.Subnets
           from port in network.Ports
           let target = Target(port, subnet)
           where target is not null && (port.Mapping.HostAddress ?? target).AddressFamily == subnet.Family
           select new Way(port, subnet.Family, target),
    ];

    private static IEnumerable<string> Rules(IReadOnlyCollection<NetworkOnHost> networks)
    {
        var ways = Ways(networks);
        return Kept(networks, ways).Concat(ways.GroupBy(way => (way.Family, way.Port.Mapping.Protocol)).OrderBy(group => group.Key).SelectMany(LookUps));
    }

    // What carries networks between hosts comes in at ports of the host too. The loopback of IPv6 does not leave the host.
    private static IEnumerable<string> Kept(IEnumerable<NetworkOnHost> networks, Way[] ways)
    {
        bool IsMapped(int tunnel) => ways.Any(way =>
            way.Port.Mapping is { Protocol: TransportProtocol.Udp, HostPort: var ports } && ports.First <= tunnel && tunnel <= ports.Last);
        foreach (var tunnel in Tunnels(networks).Where(IsMapped).Order()) yield return $"udp dport {tunnel} return";
        if (ways.Any(way => way.Family == AddressFamily.InterNetworkV6)) yield return "ip6 daddr ::1 return";
    }

    private static IEnumerable<int> Tunnels(IEnumerable<NetworkOnHost> networks) =>
        networks.SelectMany(network => network.Ways).Select(way => way.Plane.UdpPort).OfType<int>().Distinct();

    private static IEnumerable<string> LookUps(IGrouping<(AddressFamily Family, TransportProtocol Protocol), Way> ways)
    {
        var (ip, protocol) = (Ip(ways.Key.Family), ways.Key.Protocol == TransportProtocol.Tcp ? "tcp" : "udp");
        var (bound, open) = (ways.Where(way => way.Port.Mapping.HostAddress is not null), ways.Where(way => way.Port.Mapping.HostAddress is null).ToArray());
        if (NftTable.Elements(bound.SelectMany(way => way.Each($"{way.Port.Mapping.HostAddress} . "))) is { Length: > 0 } byAddress)
            yield return $"dnat {ip} to {ip} daddr . {protocol} dport map {{ {byAddress} }}";
        if (NftTable.Elements(open.Where(way => !way.IsKeptRange).SelectMany(way => way.Each(""))) is { Length: > 0 } byPort)
            yield return $"dnat {ip} to {protocol} dport map {{ {byPort} }}";
        if (NftTable.Elements(open.Where(way => way.IsKeptRange).Select(way => $"{way.Port.Mapping.HostPort} : {way.Target}")) is { Length: > 0 } byRange)
            yield return $"dnat {ip} to {protocol} dport map {{ {byRange} }}";
    }

    private static IPAddress? Target(OpenPort port, HostSubnet subnet) => port.Addresses.FirstOrDefault(subnet.OnLink.Contains);

    private static string Ip(AddressFamily family) => family == AddressFamily.InterNetwork ? "ip" : "ip6";

    private sealed record Way(OpenPort Port, AddressFamily Family, IPAddress Target)
    {
        public FlowTarget AsTarget => new(Port.Mapping.Protocol, Port.Mapping.HostAddress, Port.Mapping.HostPort, new(Target, Port.Mapping.TargetPort));

        public bool IsKeptRange => Port.Mapping.HostPort.Count > 1 && Port.Mapping.TargetPort == Port.Mapping.HostPort.First;

        public IEnumerable<string> Each(string before) => Enumerable.Range(0, Port.Mapping.HostPort.Count)
            .Select(at => $"{before}{Port.Mapping.HostPort.First + at} : {Target} . {Port.Mapping.TargetPort + at}");
    }
}
