using System.Globalization;
using System.Net;
using System.Text.Json;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Takes what is CloudNet's out of iproute2's JSON; all else is passed over. What is CloudNet's by its name, but in a shape
/// that CloudNet makes none of, comes out as an item that no plan holds, so that it is put right.
/// </summary>
internal static class KernelJson
{
    private const string Unicast = "1";
    private const string LinkScope = "253";
    private const int Ipv6Metric = 1024;

    /// <summary>Links, from <c>ip -details link</c>.</summary>
    public static List<KernelLink> Links(JsonElement all) =>
        [.. all.EnumerateArray().Where(link => IsOurs(Text(link, "ifname"))).Select(Link)];

    /// <summary>Addresses on them, from <c>ip -N address</c>, but for those that the kernel gives each link by itself.</summary>
    public static List<KernelAddress> Addresses(JsonElement all) =>
    [
        .. from link in all.EnumerateArray()
           where IsOurs(Text(link, "ifname"))
           from address in link.GetProperty("addr_info").EnumerateArray()
           where !IsOfTheLink(address)
           select new KernelAddress(Text(link, "ifname")!, Address(address, "local")!, Number(address, "prefixlen")),
    ];

    /// <summary>The addresses of all links, from <c>ip -details address</c>.</summary>
    public static IEnumerable<IPAddress> AllAddresses(JsonElement all) =>
        from link in all.EnumerateArray()
        from address in link.TryGetProperty("addr_info", out var those) ? those.EnumerateArray() : default
        let local = Address(address, "local")
        where local is not null
        select local;

    /// <summary>Neighbours on them, from <c>ip neighbour</c>.</summary>
    public static List<KernelNeighbour> Neighbours(JsonElement all) =>
    [
        .. from one in all.EnumerateArray()
           where IsOurs(Text(one, "dev"))
           select new KernelNeighbour(Text(one, "dev")!, Address(one, "dst")!, Mac(one, "lladdr")),
    ];

    /// <summary>Entries that were set, not learnt, from <c>bridge fdb</c>: those that name a VTEP, and of bridges' ports those of workloads.</summary>
    public static List<KernelFdbEntry> FdbEntries(JsonElement all) =>
    [
        .. from one in all.EnumerateArray()
           where IsOurs(Text(one, "ifname"))
           let isOfWorkload = one.GetProperty("flags").EnumerateArray().Any(flag => flag.ValueEquals("extern_learn"))
           where isOfWorkload || (Text(one, "dst") is not null && Text(one, "state") is "permanent" or "static")
           select new KernelFdbEntry(Text(one, "ifname")!, Mac(one, "mac"), Address(one, "dst"), isOfWorkload),
    ];

    /// <summary>Routes, from <c>ip -details -N route</c>.</summary>
    public static List<KernelRoute> Routes(JsonElement all) => [.. all.EnumerateArray().Select(Route)];

    /// <summary>
    /// Links that lead out of the host, and so may have routers on them, from <c>ip -details address</c>: none of CloudNet's, no port of a bridge,
    /// and made by hardware or upon it.
    /// </summary>
    public static IEnumerable<string> Outward(JsonElement all) =>
        from link in all.EnumerateArray()
        let name = Text(link, "ifname")
        where name is not null and not "lo" && !IsOurs(name) && Text(link, "master") is null
            && (!link.TryGetProperty("linkinfo", out var info) || Text(info, "info_kind") is null or "bond" or "team" or "vlan" or "macvlan" or "ipvlan")
        select name;

    /// <summary>The link that has an address, with its MTU and the prefix; null where none has it.</summary>
    public static HostFacts? Facts(JsonElement all, IPAddress underlay) =>
        (from link in all.EnumerateArray()
         where !IsOurs(Text(link, "ifname"))
         from address in link.GetProperty("addr_info").EnumerateArray()
         where underlay.Equals(Address(address, "local"))
         select new HostFacts(Text(link, "ifname")!, Number(link, "mtu"), underlay, AddressNumber.Subnet(underlay, Number(address, "prefixlen")), []))
        .FirstOrDefault();

    private static bool IsOurs(string? link) => link is not null && link.StartsWith(LinkNames.Prefix, StringComparison.Ordinal);

    private static KernelLink Link(JsonElement link)
    {
        var (name, mtu) = (Text(link, "ifname")!, Number(link, "mtu"));
        var up = link.GetProperty("flags").EnumerateArray().Any(flag => flag.ValueEquals("UP"));
        var info = link.TryGetProperty("linkinfo", out var found) ? found : default;
        var kind = Text(info, "info_kind") ?? "";
        return kind switch
        {
            "bridge" => new BridgeLink(name, Mac(link, "address"), mtu, up, Filtered: BridgeJson.IsFiltered(info)),
            "vxlan" => (KernelLink?)Vxlan(link, info.GetProperty("info_data"), up) ?? new OtherLink(name, kind),
            "wireguard" or "tun" when name.StartsWith(LinkNames.WireguardPrefix, StringComparison.Ordinal) =>
                new WireguardLink(name, 0, default, mtu, kind == "tun" ? WireguardKind.UserSpace : WireguardKind.Kernel, Up: up),
            "tun" when name.StartsWith(LinkNames.UdpPrefix, StringComparison.Ordinal) => new UdpLink(name, IPAddress.None, 0, mtu, up),
            "openvswitch" or "tun" when name.StartsWith(LinkNames.SwitchPrefix, StringComparison.Ordinal) =>
                new SwitchLink(name, kind == "tun", mtu, Text(link, "master"), up),
            "veth" => new VethLink(name, mtu, Text(link, "master"), VethPeer.Parse(Text(link, "ifalias")), up, BridgeJson.IsHairpin(info)),
            _ => new OtherLink(name, kind),
        };
    }

    private static VxlanLink? Vxlan(JsonElement link, JsonElement data, bool up) =>
        (Address(data, "local") ?? Address(data, "local6")) is { } local && data.TryGetProperty("learning", out var learning)
        && !data.TryGetProperty("group", out _) && !data.TryGetProperty("remote", out _)
            ? new(Text(link, "ifname")!, Number(data, "id"), local, Number(data, "port"), Mac(link, "address"), Number(link, "mtu"),
                learning.GetBoolean(), Text(link, "master"), Text(data, "link"), up)
            : null;

    private static KernelRoute Route(JsonElement route)
    {
        var destination = Text(route, "dst")!;
        // Only IPv6 has a preference among routers (RFC 4191).
        var isIpv6 = route.TryGetProperty("pref", out _);
        var network = destination == "default" ? new IPNetwork(isIpv6 ? IPAddress.IPv6Any : IPAddress.Any, 0)
            : destination.Contains('/') ? IPNetwork.Parse(destination)
            : new IPNetwork(IPAddress.Parse(destination), isIpv6 ? 128 : 32);
        var table = int.Parse(Text(route, "table") ?? $"{KernelRoute.Main}", CultureInfo.InvariantCulture);
        var onlink = route.TryGetProperty("flags", out var flags) && flags.EnumerateArray().Any(flag => flag.ValueEquals("onlink"));
        var link = Text(route, "type") == Unicast ? Text(route, "dev") : null;
        var metric = route.TryGetProperty("metric", out var found) ? (int)found.GetUInt32() : 0;
        if (isIpv6 && metric == Ipv6Metric) metric = 0;
        return new(network, Address(route, "gateway") ?? OtherFamily(route), link, onlink, Address(route, "prefsrc"), table, metric, Mtu(route));
    }

    private static int? Mtu(JsonElement route) => route.TryGetProperty("metrics", out var metrics)
        ? metrics.EnumerateArray().Where(metric => metric.TryGetProperty("mtu", out _)).Select(metric => (int?)Number(metric, "mtu")).FirstOrDefault()
        : null;

    // The next hop of a route of the other family (RFC 8950).
    private static IPAddress? OtherFamily(JsonElement route) => route.TryGetProperty("via", out var via) ? Address(via, "host") : null;

    private static bool IsOfTheLink(JsonElement address) =>
        Text(address, "family") == "inet6" && Text(address, "scope") == LinkScope && !BridgeLink.LinkLocal.Equals(Address(address, "local"));

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static IPAddress? Address(JsonElement element, string name) => Text(element, name) is { } text ? IPAddress.Parse(text) : null;

    private static MacAddress Mac(JsonElement element, string name) =>
        MacAddress.TryParse(Text(element, name), null, out var mac) ? mac : default;
}
