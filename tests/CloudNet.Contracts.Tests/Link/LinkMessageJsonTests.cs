using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using Xunit;

namespace CloudNet.Contracts.Tests.Link;

/// <summary>The link's frames as text: what is written is what docs/protocol.md says, and reading gives back what was written.</summary>
public sealed partial class LinkMessageJsonTests
{
    private const string H = "00000001-0000-0000-0000-000000000000";
    private const string N = "00000064-0000-0000-0000-000000000000";
    private static readonly HostId Host = new(new Guid(H));
    private static readonly NetworkId Network = new(new Guid(N));
    private static readonly StreamName HostStream = StreamName.Of(Host);
    private static readonly StreamName NetworkStream = StreamName.Of(Network);
    private static readonly NetworkMember Member = new(
        Host, "v1", IPAddress.Parse("192.168.124.51"), [new(IPNetwork.Parse("10.100.1.0/24"), 2)], new(0x0a0000000001));
    private static readonly NetworkSettings Settings = new("blue", [IPNetwork.Parse("10.100.0.0/16")], NetworkDriver.Vxlan, Nat: true, null, 7);

    private static readonly WorkloadReport Web = new(
        new(new Guid(H)), Network, "web", [IPAddress.Parse("10.100.1.2")], ImmutableSortedDictionary<string, string>.Empty.Add("app", "web"),
        new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    private const string MemberText =
        $$"""{"host":"{{H}}","name":"v1","underlay":"192.168.124.51","leases":[{"subnet":"10.100.1.0/24","epoch":2}],"mac":"0a:00:00:00:00:01"}""";

    private const string SettingsText = """{"name":"blue","ranges":["10.100.0.0/16"],"driver":"vxlan","nat":true,"mtu":null,"vni":7}""";

    private static readonly (LinkMessage Message, string Text)[] Frames =
    [
        (new Challenge("bm9uY2U="), Text("""{"type":"challenge","nonce":"bm9uY2U="}""")),
        (new Hello(1, Host, "c2ln", "0.1.0", "boot", IPAddress.Parse("192.168.124.51"), [new(HostStream, 3), new(NetworkStream, 0)], 4026531840),
            Text("""
                {"type":"hello","protocol":1,"host":"<H>","signature":"c2ln","agentVersion":"0.1.0","bootId":"boot",
                "underlayAddress":"192.168.124.51","have":[{"stream":"host/<H>","revision":3},{"stream":"network/<N>",
                "revision":0}],"netns":4026531840}
                """)),
        (new Welcome(1, 15), Text("""{"type":"welcome","protocol":1,"reportEverySeconds":15}""")),
        (new Follow(NetworkStream, 7), Text("""{"type":"follow","stream":"network/<N>","revision":7}""")),
        (new Unfollow(NetworkStream), Text("""{"type":"unfollow","stream":"network/<N>"}""")),
        (new Resync(NetworkStream), Text("""{"type":"resync","stream":"network/<N>"}""")),
        (new Snapshot(HostStream, 4, new HostView(Host, "v1", [Network])),
            Text("""
                {"type":"snapshot","stream":"host/<H>","revision":4,"view":{"kind":"host","id":"<H>","name":"v1",
                "networks":["<N>"]}}
                """)),
        (new Snapshot(NetworkStream, 9, new NetworkView(Network, Settings, ImmutableSortedDictionary<HostId, NetworkMember>.Empty.Add(Host, Member))),
            Text("""
                {"type":"snapshot","stream":"network/<N>","revision":9,"view":{"kind":"network","id":"<N>",
                "settings":<SETTINGS>,"members":{"<H>":<MEMBER>}}}
                """)),
        (new Delta(NetworkStream, 9, 12, [new NetworkMemberSet(Member), new NetworkMemberRemoved(Host), new NetworkSettingsSet(Settings)]),
            Text("""
                {"type":"delta","stream":"network/<N>","from":9,"to":12,"operations":[{"op":"member-set","member":<MEMBER>},
                {"op":"member-removed","host":"<H>"},{"op":"settings-set","settings":<SETTINGS>}]}
                """)),
        (new Delta(HostStream, 4, 7, [new HostNetworkAdded(Network), new HostNetworkRemoved(Network), new HostRemoved()]),
            Text("""
                {"type":"delta","stream":"host/<H>","from":4,"to":7,"operations":[{"op":"network-added","network":"<N>"},
                {"op":"network-removed","network":"<N>"},{"op":"host-removed"}]}
                """)),
        (new Delta(HostStream, 4, 5,
                [
                    new HostNetworkAdded(Network, PortMappings:
                    [
                        new(Network, "web", TransportProtocol.Tcp, new(8080, 8080), 80),
                        new(Network, "game", TransportProtocol.Udp, new(8000, 8010), 8000, IPAddress.Parse("10.0.0.1")),
                    ]),
                ]),
            Text("""
                {"type":"delta","stream":"host/<H>","from":4,"to":5,"operations":[{"op":"network-added","network":"<N>","portMappings":[
                {"network":"<N>","workload":"web","protocol":"tcp","hostPort":"8080","targetPort":80},
                {"network":"<N>","workload":"game","protocol":"udp","hostPort":"8000-8010","targetPort":8000,"hostAddress":"10.0.0.1"}]}]}
                """)),
        (new Abilities(
            [
                new(NetworkDriver.Vxlan, "kernel"), new(NetworkDriver.Wireguard, null, "there is none"),
                new(NetworkDriver.Gre, "openvswitch", WhyNotEncrypted: "in clear alone"),
            ],
            [new(1, WireguardKey.Parse(new string('A', 43) + "=", null))]),
            Text("""
                {"type":"abilities","drivers":[{"driver":"vxlan","by":"kernel","whyNot":null},{"driver":"wireguard","by":null,
                "whyNot":"there is none"},{"driver":"gre","by":"openvswitch","whyNot":null,"whyNotEncrypted":"in clear alone"}],"keys":[{"generation":1,"publicKey":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}]}
                """)),
        (new Report([new(NetworkStream, 9)], ["a problem"], null),
            Text("""{"type":"report","applied":[{"stream":"network/<N>","revision":9}],"problems":["a problem"],"workloads":null}""")),
        (new Report([], [], [Web]),
            Text("""
                {"type":"report","applied":[],"problems":[],"workloads":[{"id":"<H>","network":"<N>","name":"web",
                "addresses":["10.100.1.2"],"labels":{"app":"web"},"attachedAt":"2026-11-24T12:00:00+00:00"}]}
                """)),
        .. TraceFrames, .. WorkloadFrames, .. ServiceFrames, .. PolicyFrames,
    ];

    [Fact]
    public void EveryMessage_IsWrittenAsDocumented() => Assert.All(Frames, frame => Assert.Equal(frame.Text, Written(frame.Message)));

    [Fact]
    public void EveryMessage_ReadsBackAsItWas() => Assert.All(Frames, frame =>
    {
        var read = Read(frame.Text);
        Assert.IsType(frame.Message.GetType(), read);
        Assert.Equal(frame.Text, Written(read!));
    });

    [Fact]
    public void EveryKindOfMessageAndOperation_IsAmongThem()
    {
        static string[] Kinds(Type root) => [.. root.Assembly.GetTypes().Where(type => type.BaseType == root).Select(type => type.Name).Order()];
        Assert.Equal(Kinds(typeof(LinkMessage)), Frames.Select(frame => frame.Message.GetType().Name).Distinct().Order());
        Assert.Equal(
            Kinds(typeof(ViewOperation)),
            Frames.Select(frame => frame.Message).OfType<Delta>().SelectMany(delta => delta.Operations)
                .Select(operation => operation.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void WhatANewerSideSaysMore_IsPassedOver_AndTheTypeNeedNotComeFirst() => Assert.Equal(
        new Follow(NetworkStream, 7), Read($$"""{"since":"later","stream":"network/{{N}}","revision":7,"type":"follow"}"""));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":"later"}""")]
    [InlineData("""{"type":"follow","revision":7}""")]
    [InlineData("""{"type":"follow","stream":null,"revision":7}""")]
    [InlineData("""{"type":"follow","stream":"nonsense","revision":7}""")]
    [InlineData("""{"type":"welcome","protocol":"1","reportEverySeconds":15}""")]
    [InlineData("""{"type":"delta","stream":"host/00000001-0000-0000-0000-000000000000","from":1,"to":2,"operations":[{"op":"later"}]}""")]
    [InlineData("""{"type":"delta","stream":"host/00000001-0000-0000-0000-000000000000","from":1,"to":2,"operations":null}""")]
    [InlineData("""{"type":"snapshot","stream":"host/00000001-0000-0000-0000-000000000000","revision":1,"view":{"kind":"host","id":"1","name":"v1","networks":[]}}""")]
    [InlineData("""{"type":"snapshot","stream":"host/00000001-0000-0000-0000-000000000000","revision":1,"view":null}""")]
    public void WhatIsNoMessage_IsRefused(string text) =>
        Assert.True(Record.Exception(() => Read(text)) is JsonException or NotSupportedException); // the latter for a type that is missing

    private static string Text(string pattern) =>
        pattern.ReplaceLineEndings("").Replace("<MEMBER>", MemberText).Replace("<SETTINGS>", SettingsText).Replace("<H>", H).Replace("<N>", N);

    private static string Written(LinkMessage message) => JsonSerializer.Serialize(message, ContractsJson.Default.LinkMessage).Replace("\\u002B", "+");

    private static LinkMessage? Read(string text) => JsonSerializer.Deserialize(text, ContractsJson.Default.LinkMessage);
}
