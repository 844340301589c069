using System.Globalization;

namespace CloudNet.Agent.Plan.Services;

/// <summary>
/// The chains of the services' table, but for their elements: the same few rules, however many services there are. A connection that begins is looked up once,
/// by address, protocol and port, and goes to the chain that chooses one of as many places as there are; the chain of that place looks up the backend by the
/// same.
/// Nothing of the packet is used to keep the choice in, so that marks that others set stay.
/// </summary>
internal static class ServiceChains
{
    private const string Remembers = "remember";
    private static readonly string[] Protocols = ["tcp", "udp", "sctp"];

    // The same on every host, and after each start: it decides which backend a client comes to.
    private const string Seed = "0x636c6f75";

    /// <summary>How many clients are remembered at most; beyond that the next one is not.</summary>
    public const int MostRemembered = 262_144;

    /// <summary>The maps and the set of a family, each with what it holds.</summary>
    /// <param name="ip">nft's word for the family.</param>
    /// <param name="places">How many backends a service has at most.</param>
    public static IEnumerable<(string Kind, string Name, string Body)> Maps(string ip, int places)
    {
        var address = ip == "ip" ? "ipv4_addr" : "ipv6_addr";
        var port = $"{address} . inet_proto . inet_service";
        yield return ("map", ServiceNames.Services(ip), $"type {port} : verdict");
        for (var place = 0; place < places; place++) yield return ("map", ServiceNames.Backends(ip, place), $"type {port} : {address} . inet_service");
        yield return ("set", ServiceNames.Hairpin(ip), $"type {address} . {address}");
        if (ip != "ip") yield break;
        yield return ("map", ServiceNames.Affine(ip), $"type {port} : verdict");
        yield return ("set", ServiceNames.Served(ip), $"type {port} . {address}");
        yield return ("map", ServiceNames.Affinity(ip),
            $"type {address} . {port} : {address} . inet_service; size {MostRemembered}; flags dynamic,timeout; timeout 3h");
    }

    /// <summary>How many backends one of these chains chooses among, at most; 0 where none is of the family.</summary>
    public static int Places(string ip, IEnumerable<string> led) => led
        .Where(chain => chain.StartsWith($"{ip}-", StringComparison.Ordinal) && !IsRemembering(chain)).Select(CountOf).DefaultIfEmpty().Max();

    /// <summary>The chain that leads to the backend in a place.</summary>
    public static (string Name, string[] Rules) At(string ip, int place) =>
        (ServiceNames.At(ip, place), [$"dnat {ip} to {ip} daddr . meta l4proto . th dport map @{ServiceNames.Backends(ip, place)}"]);

    /// <summary>The rules of a chain that elements lead to; what it leads to itself comes before it.</summary>
    public static IEnumerable<(string Name, string[] Rules)> Led(string name)
    {
        var (words, count) = (name.Split('-'), CountOf(name));
        var ip = words[0];
        switch (words[1])
        {
            case "sticky":
                var plain = $"{ip}-{words[2]}-{count}";
                foreach (var chain in Led(plain)) yield return chain;
                yield return (name, [$"dnat {ip} to {ip} saddr . {ip} daddr . meta l4proto . th dport map @{ServiceNames.Affinity(ip)}", $"goto {plain}"]);
                break;
            // A call that is not answered is tried again, also once its backend is gone: only what is served is remembered.
            case Remembers:
                yield return (name, [.. Protocols.Select(protocol =>
                    $"meta l4proto {protocol} {Original(ip)} . {ip} daddr @{ServiceNames.Served(ip)} update @{ServiceNames.Affinity(ip)} {{ {ip} saddr . {Original(ip)} timeout {count}s : {ip} daddr . th dport }}")]);
                break;
            default:
                var chosen = words[1] == "source" ? $"jhash {ip} saddr mod {count} seed {Seed}" : $"numgen random mod {count}";
                var places = Enumerable.Range(0, count).Select(place => $"{place} : goto {ServiceNames.At(ip, place)}");
                yield return (name, [count == 1 ? $"goto {ServiceNames.At(ip, 0)}" : $"{chosen} vmap {{ {string.Join(", ", places)} }}"]);
                break;
        }
    }

    private static bool IsRemembering(string chain) => chain.Split('-')[1] == Remembers;

    private static int CountOf(string chain) => int.Parse(chain.AsSpan(chain.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    /// <summary>The chains that packets meet.</summary>
    /// <param name="networks">The networks of the host that have services.</param>
    /// <param name="ports">The ports of the host that lead to services.</param>
    public static IEnumerable<(string Name, string Hook, string[] Rules)> Hooked(IReadOnlyCollection<NetworkOnHost> networks, HostPortBook ports)
    {
        ServedFamily[] families = [.. ServedFamily.Of(networks)];
        if (families.Length == 0) yield break;
        string[] sent = [.. families.SelectMany(of => At(of, ports).Select(at =>
            $"{of.Ip} daddr {at} {of.Ip} daddr . meta l4proto . th dport vmap @{ServiceNames.Services(of.Ip)}"))];
        string[] refused = [.. families.Select(of => $"{of.Nobodys} goto refused")];
        yield return ("prerouting", "type nat hook prerouting priority dstnat", sent);
        yield return ("local", "type nat hook output priority -100", sent);
        yield return ("forward", "type filter hook forward priority filter", refused);
        // A host that sends back where it came from says so to the sender (RFC 1812, 5.2.7.2; RFC 4861, 8.2), who would then go past it, to the backend itself.
        yield return ("output", "type filter hook output priority filter",
            [.. refused, $"oifname \"{LinkNames.Prefix}br*\" icmp type redirect drop", $"oifname \"{LinkNames.Prefix}br*\" icmpv6 type nd-redirect drop"]);
        yield return ("remembered", "type filter hook postrouting priority filter", [.. families.Where(of => of.Ip == "ip").SelectMany(of => Protocols.Select(protocol =>
            $"ct state new ct status dnat meta l4proto {protocol} {Original(of.Ip)} vmap @{ServiceNames.Affine(of.Ip)}"))]);
        yield return ("postrouting", "type nat hook postrouting priority srcnat", [.. families.SelectMany(of => Leaving(of, $"{of.Ip} daddr {of.Set}").Concat(OnHost(of, ports).SelectMany(on => Leaving(of, on))))]);
    }

    /// <summary>What is said to who calls where nothing answers.</summary>
    public static readonly string[] Refused = ["meta l4proto tcp reject with tcp reset", "reject"];

    // Who comes to himself would be answered by himself, past the host. Who comes from outside would be answered past this host, where the backend is on
    // another; and where bridges pass nothing on to the rules, so would a neighbour.
    private static IEnumerable<string> Leaving(ServedFamily of, string sentTo)
    {
        var (ip, led) = (of.Ip, $"ct status dnat ct original {sentTo}");
        yield return $"{led} {ip} saddr . {ip} daddr @{ServiceNames.Hairpin(ip)} masquerade fully-random";
        foreach (var (network, subnet) in of.Subnets)
        {
            // On a segment that all hosts share what goes to another leaves by the bridge too.
            var away = subnet.IsShared ? $"{ip} daddr . {ip} daddr != @{ServiceNames.Hairpin(ip)}" : $"oifname != \"{network.Bridge}\"";
            if (!network.Facts.HasBridgeFilter) yield return $"{led} {ip} saddr {subnet.OnLink} {ip} daddr {subnet.OnLink} masquerade fully-random";
            var inside = NftTable.Set(network.OpenRanges(of.Family));
            yield return $"{led} {ip} saddr != {inside} {away} {ip} daddr {inside} snat {ip} to {subnet.Gateway} fully-random";
        }
        yield return $"{led} {ip} saddr != {of.Inside} {ip} daddr != {of.Inside} masquerade fully-random";
    }

    // Where services are reached: at their addresses, and at that of the host.
    private static IEnumerable<string> At(ServedFamily of, HostPortBook ports) =>
        ports.Led.IsEmpty || ports.Address.AddressFamily != of.Family ? [of.Set] : [of.Set, $"{ports.Address}"];

    // Other ports of the host lead elsewhere, by other rules.
    private static IEnumerable<string> OnHost(ServedFamily of, HostPortBook ports)
    {
        if (ports.Address.AddressFamily != of.Family) yield break;
        foreach (var own in ports.Led.Keys.GroupBy(key => key.Protocol))
            yield return $"{of.Ip} daddr {ports.Address} meta l4proto {ServiceElements.NameOf(own.Key)} "
                + $"ct original proto-dst {{ {string.Join(", ", own.Select(key => key.Port))} }}";
    }

    private static string Original(string ip) => $"ct original {ip} daddr . meta l4proto . ct original proto-dst";
}
