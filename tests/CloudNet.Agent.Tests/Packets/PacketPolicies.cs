using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Agent.Tests.Policies;
using CloudNet.Agent.Tests.Services;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>
/// The policies of <see cref="PacketScene"/>: in green, which hosts 1 and 2 are in, nothing is let in or out but by them; in blue they refuse something to
/// some. The other networks have none.
/// </summary>
internal static class PacketPolicies
{
    private const PolicyDirection Ingress = PolicyDirection.Ingress, Egress = PolicyDirection.Egress;
    private const PolicyAction Allow = PolicyAction.Allow, Deny = PolicyAction.Deny;

    private static readonly ImmutableSortedDictionary<string, string> Api = Served.Labels("app=api");

    private static readonly NetworkPolicy Callers = new(
        "callers", Ingress, Allow, 500, Api, [Policed.Peer("role=caller")], [new(PolicyProtocol.Tcp, 22), new(PolicyProtocol.Tcp, 8080, 8083)]);

    private static readonly NetworkPolicy[] OfGreen =
    [
        Policed.Any("trial", Ingress, Deny, 1) with { DryRun = true },
        Policed.Any("proposal", Ingress, Allow, 2) with { DryRun = true },
        new("vip", Ingress, Allow, 50, Api, [Policed.Peer("role=vip")], [new(PolicyProtocol.Tcp, 8080)]),
        new("range", Ingress, Deny, 100, Api, [Policed.Peer("pariah=yes"), Policed.Cidr("10.60.2.8/29"), Policed.Cidr("fd00:60:0:2::8/125")]),
        // Of one priority with callers, and later by its name: what denies comes first.
        new("shut", Ingress, Deny, 500, Api, [Policed.Peer("role=caller")], [new(PolicyProtocol.Tcp, 8082)]),
        new("datagrams", Ingress, Allow, 500, Api, [Policed.Peer("role=teller")], [new(PolicyProtocol.Udp)]),
        new("visitors", Ingress, Allow, 600, Api, [Policed.Cidr("192.168.124.0/28"), Policed.Cidr("fd00:124::50/124")], [new(PolicyProtocol.Tcp, 8080)]),
        new(
            "names", Egress, Allow, 500, Served.Labels("names=yes"), [Policed.Cidr("192.168.124.1/32"), Policed.Cidr("fd00:124::1/128")],
            [new(PolicyProtocol.Udp)]),
        new("out", Egress, Allow, 900, Served.Labels("out=yes")),
    ];

    private static readonly NetworkPolicy[] OfBlue =
    [
        new("no-web", Egress, Deny, 500, Served.Labels("role=barred"), [Policed.Peer("app=web")], [new(PolicyProtocol.Tcp, 8080)]),
        new("no-strangers", Ingress, Deny, 500, Served.Web, [Policed.Peer("role=stranger")], [new(PolicyProtocol.Tcp, 8080)]),
    ];

    /// <summary>The network where nothing is let in or out by itself.</summary>
    public static NetworkView Green { get; } = Sample.Network(
        6, new("green", [IPNetwork.Parse("10.60.0.0/16"), IPNetwork.Parse("fd00:60::/48")], NetworkDriver.Vxlan, Nat: true, Mtu: null, Vni: 10),
        Sample.Member(1, "10.60.1.0/24,fd00:60:0:1::/64"), Sample.Member(2, "10.60.2.0/24,fd00:60:0:2::/64"));

    /// <summary>Its workloads. All may call out but mute2, which may but ask for names.</summary>
    public static IReadOnlyList<PacketWorkload> Workloads { get; } =
    [
        new("api1", 13, 1, Green, "10.60.1.2,fd00:60:0:1::2", "app=api", "out=yes"),
        new("caller1", 14, 1, Green, "10.60.1.3,fd00:60:0:1::3", "role=caller", "out=yes"),
        new("pariah1", 20, 1, Green, "10.60.1.4,fd00:60:0:1::4", "role=caller", "out=yes", "pariah=yes"),
        new("caller2", 15, 2, Green, "10.60.2.2,fd00:60:0:2::2", "role=caller", "out=yes"),
        new("teller2", 16, 2, Green, "10.60.2.3,fd00:60:0:2::3", "role=teller", "out=yes"),
        new("mute2", 17, 2, Green, "10.60.2.4,fd00:60:0:2::4", "role=caller", "names=yes"),
        new("ranged2", 18, 2, Green, "10.60.2.9,fd00:60:0:2::9", "role=caller", "out=yes"),
        new("vip2", 19, 2, Green, "10.60.2.10,fd00:60:0:2::a", "role=vip", "out=yes"),
    ];

    /// <summary>The policies of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="isDrained">Whether callers are let in no more.</param>
    public static PoliciesView Of(NetworkView network, bool isDrained) => (network.Settings.Name switch
    {
        "green" => Policed.Policies(isDrained ? OfGreen : [.. OfGreen, Callers]) with { Defaults = new(PolicyDefault.Deny, PolicyDefault.Deny) },
        "blue" => Policed.Policies(OfBlue),
        _ => Policed.Policies(),
    }) with { Network = network.Id };
}
