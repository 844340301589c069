using System.Net;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Services;

/// <summary>What nft is told, as a person would type it.</summary>
public sealed class ServicePlanTests
{
    private static readonly NetworkView Four = Served.In(Sample.Blue, "10.100.0.0/24");

    private static readonly WorkloadsView Backends = Served.Workloads(
        Served.On(1, "10.100.1.2", "app=web", "weight=2"), Served.On(2, "10.100.2.2", "app=web"), Served.On(1, "10.100.1.3"));

    [Fact]
    public void The_maps_and_chains_of_a_service() => Text.Equal("""
        add table inet cloudnet-services
        add chain inet cloudnet-services refused
        flush chain inet cloudnet-services refused
        add rule inet cloudnet-services refused meta l4proto tcp reject with tcp reset
        add rule inet cloudnet-services refused reject
        add map inet cloudnet-services ip-services { type ipv4_addr . inet_proto . inet_service : verdict; }
        add map inet cloudnet-services ip-backends-0 { type ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service; }
        add map inet cloudnet-services ip-backends-1 { type ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service; }
        add set inet cloudnet-services ip-hairpin { type ipv4_addr . ipv4_addr; }
        add map inet cloudnet-services ip-affine { type ipv4_addr . inet_proto . inet_service : verdict; }
        add map inet cloudnet-services ip-affinity { type ipv4_addr . ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service; size 262144; flags dynamic,timeout; timeout 3h; }
        add chain inet cloudnet-services ip-at-0
        flush chain inet cloudnet-services ip-at-0
        add rule inet cloudnet-services ip-at-0 dnat ip to ip daddr . meta l4proto . th dport map @ip-backends-0
        add chain inet cloudnet-services ip-at-1
        flush chain inet cloudnet-services ip-at-1
        add rule inet cloudnet-services ip-at-1 dnat ip to ip daddr . meta l4proto . th dport map @ip-backends-1
        add map inet cloudnet-services ip6-services { type ipv6_addr . inet_proto . inet_service : verdict; }
        add set inet cloudnet-services ip6-hairpin { type ipv6_addr . ipv6_addr; }
        add chain inet cloudnet-services ip-remember-600
        flush chain inet cloudnet-services ip-remember-600
        add rule inet cloudnet-services ip-remember-600 meta l4proto tcp update @ip-affinity { ip saddr . ct original ip daddr . meta l4proto . ct original proto-dst timeout 600s : ip daddr . th dport }
        add rule inet cloudnet-services ip-remember-600 meta l4proto udp update @ip-affinity { ip saddr . ct original ip daddr . meta l4proto . ct original proto-dst timeout 600s : ip daddr . th dport }
        add rule inet cloudnet-services ip-remember-600 meta l4proto sctp update @ip-affinity { ip saddr . ct original ip daddr . meta l4proto . ct original proto-dst timeout 600s : ip daddr . th dport }
        add chain inet cloudnet-services ip-random-2
        flush chain inet cloudnet-services ip-random-2
        add rule inet cloudnet-services ip-random-2 numgen random mod 2 vmap { 0 : goto ip-at-0, 1 : goto ip-at-1 }
        add chain inet cloudnet-services ip-sticky-random-2
        flush chain inet cloudnet-services ip-sticky-random-2
        add rule inet cloudnet-services ip-sticky-random-2 dnat ip to ip saddr . ip daddr . meta l4proto . th dport map @ip-affinity
        add rule inet cloudnet-services ip-sticky-random-2 goto ip-random-2
        add chain inet cloudnet-services prerouting { type nat hook prerouting priority dstnat; }
        add chain inet cloudnet-services prerouting
        flush chain inet cloudnet-services prerouting
        add rule inet cloudnet-services prerouting ip daddr 10.100.0.0/24 ip daddr . meta l4proto . th dport vmap @ip-services
        add chain inet cloudnet-services local { type nat hook output priority -100; }
        add chain inet cloudnet-services local
        flush chain inet cloudnet-services local
        add rule inet cloudnet-services local ip daddr 10.100.0.0/24 ip daddr . meta l4proto . th dport vmap @ip-services
        add chain inet cloudnet-services forward { type filter hook forward priority filter; }
        add chain inet cloudnet-services forward
        flush chain inet cloudnet-services forward
        add rule inet cloudnet-services forward ip daddr 10.100.0.0/24 goto refused
        add chain inet cloudnet-services output { type filter hook output priority filter; }
        add chain inet cloudnet-services output
        flush chain inet cloudnet-services output
        add rule inet cloudnet-services output ip daddr 10.100.0.0/24 goto refused
        add rule inet cloudnet-services output oifname "cn-br*" icmp type redirect drop
        add rule inet cloudnet-services output oifname "cn-br*" icmpv6 type nd-redirect drop
        add chain inet cloudnet-services remembered { type filter hook postrouting priority filter; }
        add chain inet cloudnet-services remembered
        flush chain inet cloudnet-services remembered
        add rule inet cloudnet-services remembered ct state new ct status dnat meta l4proto tcp ct original ip daddr . meta l4proto . ct original proto-dst vmap @ip-affine
        add rule inet cloudnet-services remembered ct state new ct status dnat meta l4proto udp ct original ip daddr . meta l4proto . ct original proto-dst vmap @ip-affine
        add rule inet cloudnet-services remembered ct state new ct status dnat meta l4proto sctp ct original ip daddr . meta l4proto . ct original proto-dst vmap @ip-affine
        add chain inet cloudnet-services postrouting { type nat hook postrouting priority srcnat; }
        add chain inet cloudnet-services postrouting
        flush chain inet cloudnet-services postrouting
        add rule inet cloudnet-services postrouting ct status dnat ct original ip daddr 10.100.0.0/24 ip saddr . ip daddr @ip-hairpin masquerade fully-random
        add rule inet cloudnet-services postrouting ct status dnat ct original ip daddr 10.100.0.0/24 ip saddr != 10.100.0.0/16 oifname != "cn-br5" ip daddr 10.100.0.0/16 snat ip to 10.100.1.1 fully-random
        add rule inet cloudnet-services postrouting ct status dnat ct original ip daddr 10.100.0.0/24 ip saddr != 10.100.0.0/16 ip daddr != 10.100.0.0/16 masquerade fully-random

        """, Planned(Four, One with { AffinitySeconds = 600 }).Frame);

    private static NetworkService One => Served.WebService with { Addresses = [IPAddress.Parse("10.100.0.17")], Ports = [new(80, 8080)] };

    [Fact]
    public void The_elements_of_a_service() => Elements(One, """
        add element inet cloudnet-services ip-backends-0 { 10.100.0.17 . tcp . 80 : 10.100.1.2 . 8080 }
        add element inet cloudnet-services ip-backends-1 { 10.100.0.17 . tcp . 80 : 10.100.2.2 . 8080 }
        add element inet cloudnet-services ip-hairpin { 10.100.1.2 . 10.100.1.2, 10.100.1.3 . 10.100.1.3 }
        add element inet cloudnet-services ip-services { 10.100.0.17 . tcp . 80 : goto ip-random-2 }
        """);

    [Fact]
    public void By_weight_with_a_client_that_is_remembered() => Elements(One with { WeightLabel = "weight", AffinitySeconds = 600 }, """
        add element inet cloudnet-services ip-affine { 10.100.0.17 . tcp . 80 : goto ip-remember-600 }
        add element inet cloudnet-services ip-backends-0 { 10.100.0.17 . tcp . 80 : 10.100.1.2 . 8080 }
        add element inet cloudnet-services ip-backends-1 { 10.100.0.17 . tcp . 80 : 10.100.1.2 . 8080 }
        add element inet cloudnet-services ip-backends-2 { 10.100.0.17 . tcp . 80 : 10.100.2.2 . 8080 }
        add element inet cloudnet-services ip-hairpin { 10.100.1.2 . 10.100.1.2, 10.100.1.3 . 10.100.1.3 }
        add element inet cloudnet-services ip-services { 10.100.0.17 . tcp . 80 : goto ip-sticky-random-3 }
        """);

    [Fact]
    public void By_source_to_fixed_backends_by_several_protocols() => Elements(
        One with
        {
            Backends = [new(IPAddress.Parse("192.0.2.7")), new(IPAddress.Parse("192.0.2.8"), Weight: 0), new(IPAddress.Parse("192.0.2.9"))],
            Algorithm = ServiceAlgorithm.Source, Ports = [new(53, 53, TransportProtocol.Udp), new(5060, 5060, TransportProtocol.Sctp)],
        }, """
        add element inet cloudnet-services ip-backends-0 { 10.100.0.17 . udp . 53 : 192.0.2.7 . 53, 10.100.0.17 . sctp . 5060 : 192.0.2.7 . 5060 }
        add element inet cloudnet-services ip-backends-1 { 10.100.0.17 . udp . 53 : 192.0.2.9 . 53, 10.100.0.17 . sctp . 5060 : 192.0.2.9 . 5060 }
        add element inet cloudnet-services ip-hairpin { 10.100.1.2 . 10.100.1.2, 10.100.1.3 . 10.100.1.3 }
        add element inet cloudnet-services ip-services { 10.100.0.17 . udp . 53 : goto ip-source-2, 10.100.0.17 . sctp . 5060 : goto ip-source-2 }
        """);

    [Fact]
    public void Of_its_own_alone_where_it_has_none_and_where_nobody_has() => Elements(
        [One with { LocalOnly = true, Selector = Served.Labels("weight=2") }, Other(18) with { LocalOnly = true }, Other(19) with { Backends = default, Selector = Served.Labels("app=none") }], """
        add element inet cloudnet-services ip-backends-0 { 10.100.0.17 . tcp . 80 : 10.100.1.2 . 8080 }
        add element inet cloudnet-services ip-hairpin { 10.100.1.2 . 10.100.1.2, 10.100.1.3 . 10.100.1.3 }
        add element inet cloudnet-services ip-services { 10.100.0.17 . tcp . 80 : goto ip-random-1, 10.100.0.18 . tcp . 80 : drop }
        """);

    private static NetworkService Other(int last) =>
        One with { Addresses = [IPAddress.Parse($"10.100.0.{last}")], Backends = [new(IPAddress.Parse("192.0.2.7"))] };

    private static void Elements(NetworkService service, string lines) => Elements([service], lines);

    private static void Elements(NetworkService[] services, string lines)
    {
        var elements = Planned(Four, services).Elements.Select(element => new NftElement(element.Key.Map, element.Key.Key, element.Value));
        Text.Equal(lines.ReplaceLineEndings("\n") + "\n", ServiceScript.Elements([], elements));
    }

    private static ServiceBook Planned(NetworkView network, params NetworkService[] services)
    {
        var book = new ServiceBook();
        var built = Agent.Plan.HostPlanner.Plan(Sample.Host(1), [network], [], Sample.Facts(), services: _ => Served.Services(services)).Networks;
        book.Take(new([network.Id], built, _ => network, _ => Served.Services(services), _ => Backends));
        return book;
    }
}
