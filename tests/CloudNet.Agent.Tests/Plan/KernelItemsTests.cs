using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Plan;

/// <summary>Order and equality of what a kernel holds.</summary>
public sealed class KernelItemsTests
{
    private static readonly KernelRoute Near = new(IPNetwork.Parse("10.0.9.0/24"), null, "eth0");
    private static readonly KernelRoute Far = new(IPNetwork.Parse("10.0.10.0/24"), null, "eth0");

    [Fact]
    public void Items_are_in_the_order_of_their_addresses_whatever_order_they_came_in()
    {
        Assert.Equal([Near, Far], KernelItems<KernelRoute>.Of([Far, Near]));
        Assert.Equal(KernelItems<KernelRoute>.Of([Near, Far]), KernelItems<KernelRoute>.Of([Far, Near]));
    }

    [Fact]
    public void Of_two_with_one_key_the_first_stays() =>
        Assert.Equal([Near], KernelItems<KernelRoute>.Of([Near, Near with { Via = IPAddress.Loopback }]));

    [Fact]
    public void Routes_of_another_table_or_metric_are_others() =>
        Assert.Equal(3, KernelItems<KernelRoute>.Of([Near, Near with { Metric = 5 }, Near with { Table = 100 }]).Count);

    [Fact]
    public void States_differ_where_one_item_does()
    {
        var one = new KernelState { Routes = KernelItems<KernelRoute>.Of([Near]) };
        Assert.Equal(one, new KernelState { Routes = KernelItems<KernelRoute>.Of([Near with { }]) });
        Assert.NotEqual(one, new KernelState { Routes = KernelItems<KernelRoute>.Of([Near with { Via = IPAddress.Loopback }]) });
    }

    [Fact]
    public void A_veths_alias_says_what_is_inside()
    {
        var peer = new VethPeer(
            "eth0", [new(IPAddress.Parse("10.0.9.2"), 24), new(IPAddress.Parse("fd00:9::2"), 64)], new MacAddress(0x0a01),
            [IPNetwork.Parse("10.0.0.0/16"), IPNetwork.Parse("10.7.0.0/16"), IPNetwork.Parse("fd00::/32")], "/run/netns/a", Place: 2);
        Assert.Equal(peer, VethPeer.Parse(peer.ToString()));
        Assert.Equal(("/run/netns/a", 2), (VethPeer.Parse(peer.ToString())!.NetnsPath, VethPeer.Parse(peer.ToString())!.Place));
        Assert.Equal(peer, peer with { NetnsPath = "/proc/7/ns/net" });
    }

    [Fact]
    public void An_alias_that_cannot_hold_all_of_it_says_enough_to_be_known_again()
    {
        var ranges = Enumerable.Range(0, 8).Select(at => IPNetwork.Parse($"fd12:3456:789a:bc{at}0::/60")).ToImmutableArray();
        var peer = new VethPeer(
            "eth0", [new(IPAddress.Parse("10.0.9.2"), 24), new(IPAddress.Parse("fd12:3456:789a:bc00::2"), 64)], new MacAddress(0x0a01), ranges,
            "/run/netns/cni-" + new string('x', 100));
        Assert.InRange(peer.ToString().Length, 1, VethPeer.LongestText);
        Assert.Equal(peer, VethPeer.Parse(peer.ToString()));
        Assert.NotEqual(peer with { Ranges = ranges[1..] }, VethPeer.Parse(peer.ToString()));
        var was = new VethLink("cn-1", 1450, "cn-br5", VethPeer.Parse(peer.ToString()));
        var now = was with { Peer = peer with { Ranges = ranges[..7] } };
        Assert.True(now.CanComeFrom(was));
        Assert.Equal(7, now.ChangingFrom(was).Count(command => command.Arguments.StartsWith("route replace", StringComparison.Ordinal)));
        Assert.DoesNotContain(now.ChangingFrom(was), command => command.Arguments.StartsWith("route del", StringComparison.Ordinal));
    }

    [Fact]
    public void An_alias_of_before_there_was_IPv6_says_the_same()
    {
        var peer = VethPeer.Parse("eth0 10.0.9.2/24 0a:00:00:00:00:01 via 10.0.9.1 for 10.0.0.0/16,10.7.0.0/16 in /run/netns/a");
        Assert.Equal("eth0 10.0.9.2/24 0a:00:00:00:00:01 for 10.0.0.0/16,10.7.0.0/16 in /run/netns/a", peer?.ToString());
        Assert.Equal(IPAddress.Parse("10.0.9.1"), peer!.Addresses.Single().Gateway);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("uplink of rack 7")]
    [InlineData("eth0 10.0.9.2/24,fd00::2 0a:00:00:00:00:01 for 10.0.0.0/16 in /run/netns/a")]
    [InlineData("eth0 10.0.9.2/31 0a:00:00:00:00:01 for 10.0.0.0/16 in /run/netns/a")]
    [InlineData("eth0 10.0.9.2/24 nonsense via 10.0.9.1 for 10.0.0.0/16 in /run/netns/a")]
    [InlineData("eth0 10.0.9.2/24 0a:00:00:00:00:01 via 10.0.9.1 for 10.0.0.0/16,x in /run/netns/a")]
    [InlineData("eth0 10.0.9.2 0a:00:00:00:00:01 via 10.0.9.1 for 10.0.0.0/16 in /run/netns/a")]
    public void Another_alias_says_nothing(string? alias) => Assert.Null(VethPeer.Parse(alias));
}
