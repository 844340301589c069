using System.Net;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Diff;

/// <summary>What is done for a change, as the lines that a person would type.</summary>
public sealed partial class KernelDiffTests
{
    private static readonly KernelState Blue = Plan(Sample.Blue);

    [Fact]
    public void Nothing_is_done_where_nothing_differs() => Assert.Empty(KernelDiff.Between(Blue, Plan(Sample.Blue)));

    [Fact]
    public void From_nothing_all_is_made_as_the_state_reads()
    {
        var typed = string.Join('\n', KernelDiff.Between(KernelState.Empty, Blue).Where(step => step.Item is not NftTable).Select(step => step.Text));
        Text.Equal(Blue.ToText()[..Blue.ToText().IndexOf("\ntable", StringComparison.Ordinal)], typed);
    }

    [Fact]
    public void A_peer_more_is_three_lines() => Steps(Plan(Sample.Blue.Without(3)), Blue, """
        bridge fdb replace 0a:00:00:00:00:03 dev cn-vx5 dst 192.168.124.53 self permanent
        ip neighbour replace 10.100.3.0 lladdr 0a:00:00:00:00:03 dev cn-vx5 nud permanent
        ip route add 10.100.3.0/24 via 10.100.3.0 dev cn-vx5 onlink proto 77 src 10.100.1.1
        """);

    [Fact]
    public void A_peer_less_is_three_lines_the_route_first() => Steps(Blue, Plan(Sample.Blue.Without(3)), """
        ip route del 10.100.3.0/24 proto 77
        ip neighbour del 10.100.3.0 dev cn-vx5
        bridge fdb del 0a:00:00:00:00:03 dev cn-vx5 dst 192.168.124.53 self
        """);

    [Fact]
    public void A_peer_that_moved_is_one_line_in_place() => Steps(
        Blue, Plan(Sample.Blue.With(Sample.Member(3, "10.100.3.0/24") with { Underlay = IPAddress.Parse("192.168.124.99") })),
        "bridge fdb replace 0a:00:00:00:00:03 dev cn-vx5 dst 192.168.124.99 self permanent");

    [Fact]
    public void A_subnet_that_went_from_one_peer_to_another_is_never_without_a_route() => Steps(
        Blue, Plan(Sample.Blue.Without(3).With(Sample.Member(4, "10.100.3.0/24"))), """
        bridge fdb replace 0a:00:00:00:00:04 dev cn-vx5 dst 192.168.124.54 self permanent
        ip neighbour replace 10.100.3.0 lladdr 0a:00:00:00:00:04 dev cn-vx5 nud permanent
        bridge fdb del 0a:00:00:00:00:03 dev cn-vx5 dst 192.168.124.53 self
        """);

    [Fact]
    public void Another_driver_takes_each_route_over_before_the_device_goes() => Steps(
        Blue, Plan(Sample.Blue.With(settings => settings with { Driver = NetworkDriver.Routed, Mtu = 1450 })), """
        ip route replace 10.100.2.0/24 via 192.168.124.52 dev eth0 proto 77
        ip route replace 10.100.3.0/24 via 192.168.124.53 dev eth0 proto 77
        nft -f - <<'END'
        add table inet cloudnet
        delete table inet cloudnet
        table inet cloudnet {
        	chain postrouting {
        		type nat hook postrouting priority srcnat; policy accept;
        		ip saddr 10.100.1.0/24 ip daddr != 10.100.0.0/16 ip daddr != 224.0.0.0/4 masquerade fully-random
        	}
        }
        END
        ip link del cn-vx5
        """);

    [Fact]
    public void The_table_is_replaced_in_one_transaction() => Text.Equal("""
        nft -f - <<'END'
        add table inet cloudnet
        delete table inet cloudnet
        table inet cloudnet {
        	chain postrouting {
        		type nat hook postrouting priority srcnat; policy accept;
        		ip saddr 10.100.1.0/24 ip daddr != 10.100.0.0/16 ip daddr != 224.0.0.0/4 masquerade fully-random
        	}
        	chain forward {
        		type filter hook forward priority filter; policy accept;
        		iifname "cn-br5" oifname != "cn-br5" oifname != "cn-vx5" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
        		oifname "cn-br5" iifname != "cn-br5" iifname != "cn-vx5" ip saddr 10.100.0.0/16 drop
        	}
        }
        END
        """, string.Join('\n', Lines(Blue with { Nft = new("table inet cloudnet {\n}\n") }, Blue)));

    [Fact]
    public void All_goes_by_its_links_its_table_and_the_routes_on_others()
    {
        var all = HostPlanner.Plan(Sample.Host(1), [Sample.Blue, Sample.Classic], [Sample.Attach(1, Sample.Blue, "10.100.1.2")], Sample.Facts()).Desired;
        Steps(all, KernelState.Empty, """
            ip link del cn-c0ffee000001
            nft -f - <<'END'
            delete table inet cloudnet
            END
            ip route del 172.17.2.0/24 proto 77
            ip link del cn-br5
            ip link del cn-br6
            ip link del cn-vx5
            """);
    }

    [Fact]
    public void Forwarding_is_never_turned_off() =>
        Assert.Empty(KernelDiff.Between(new() { Forwarding = Sample.ForwardsIpv4 }, KernelState.Empty));

    private static void Steps(KernelState actual, KernelState desired, string expected) =>
        Text.Equal(expected, string.Join('\n', Lines(actual, desired)));

    private static string[] Lines(KernelState actual, KernelState desired) =>
        [.. KernelDiff.Between(actual, desired).SelectMany(step => step.Text.Split('\n'))];

    private static KernelItems<KernelLink> Replace(KernelItems<KernelLink> links, KernelLink link) =>
        KernelItems<KernelLink>.Of([link, .. links]);

    private static KernelState Plan(NetworkView network, params Attachment[] attachments) =>
        HostPlanner.Plan(Sample.Host(1), [network], attachments, Sample.Facts()).Desired;
}
