using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Plan;

/// <summary>IPv6, alone and beside IPv4: views in, and out of them the lines that a person would type.</summary>
public sealed class DualStackPlanTests
{
    [Fact]
    public void Dual_on_v1_has_each_entry_in_both_families_and_one_vtep_a_peer() => Plans(Sample.Dual.Without(3), """
        sysctl -w net.ipv4.ip_forward=1
        sysctl -w net/ipv6/conf/eth0/accept_ra=2 net.ipv6.conf.all.forwarding=1
        ip link add cn-br5 address 0a:62:0a:64:01:01 type bridge stp_state 0 forward_delay 0
        sysctl -e -w net/ipv6/conf/cn-br5/accept_ra=0
        ip link set dev cn-br5 mtu 1450 up
        ip link add cn-vx5 address 0a:00:00:00:00:01 mtu 1450 type vxlan id 5 local 192.168.124.51 dstport 4789 nolearning
        ip link set dev cn-vx5 up
        ip address add 10.100.1.1/24 dev cn-br5
        sysctl -w net/ipv6/conf/cn-br5/disable_ipv6=0
        ip address add fd00:100:0:1::1/64 dev cn-br5 nodad
        sysctl -w net/ipv6/conf/cn-br5/disable_ipv6=0
        ip address add fe80::1/64 dev cn-br5 nodad
        ip address add 10.100.1.0/32 dev cn-vx5
        sysctl -w net/ipv6/conf/cn-vx5/disable_ipv6=0
        ip address add fd00:100:0:1::/128 dev cn-vx5 nodad noprefixroute
        bridge fdb replace 0a:00:00:00:00:02 dev cn-vx5 dst 192.168.124.52 self permanent
        ip neighbour replace 10.100.2.0 lladdr 0a:00:00:00:00:02 dev cn-vx5 nud permanent
        ip neighbour replace fe80::800:ff:fe00:2 lladdr 0a:00:00:00:00:02 dev cn-vx5 nud permanent
        ip route add 10.100.2.0/24 via 10.100.2.0 dev cn-vx5 onlink proto 77 src 10.100.1.1
        ip route add fd00:100:0:2::/64 via fe80::800:ff:fe00:2 dev cn-vx5 onlink proto 77 src fd00:100:0:1::1
        table inet cloudnet {
        	chain postrouting {
        		type nat hook postrouting priority srcnat; policy accept;
        		ip saddr 10.100.1.0/24 ip daddr != 10.100.0.0/16 ip daddr != 224.0.0.0/4 masquerade fully-random
        		ip6 saddr fd00:100:0:1::/64 ip6 daddr != fd00:100::/48 ip6 daddr != ff00::/8 masquerade fully-random
        	}
        	chain forward {
        		type filter hook forward priority filter; policy accept;
        		iifname "cn-br5" oifname != "cn-br5" oifname != "cn-vx5" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
        		oifname "cn-br5" iifname != "cn-br5" iifname != "cn-vx5" ip saddr 10.100.0.0/16 drop
        		iifname "cn-br5" oifname != "cn-br5" oifname != "cn-vx5" ip6 daddr fd00:100::/48 reject with icmpv6 no-route
        		oifname "cn-br5" iifname != "cn-br5" iifname != "cn-vx5" ip6 saddr fd00:100::/48 drop
        	}
        }

        """);

    [Fact]
    public void Six_on_v1_has_nothing_of_IPv4_but_the_tunnel()
    {
        var plan = Plan(Sample.Six);
        Assert.Equal(["net.ipv6.conf.all.forwarding"], plan.Desired.Forwarding.Select(item => item.Key.Scope));
        Assert.DoesNotContain("ip saddr", plan.Desired.Nft!.Text);
        Assert.Equal(
            ["ip route add fd00:66:0:2::/64 via fe80::800:ff:fe00:2 dev cn-vx7 onlink proto 77 src fd00:66:0:1::1"],
            plan.Desired.Routes.SelectMany(route => route.Adding()).Select(command => command.ToString()));
        Assert.All(plan.Desired.FdbEntries, entry => Assert.Equal(Sample.Underlay(2), entry.Destination));
    }

    [Fact]
    public void A_workload_has_an_address_and_a_way_out_in_each_family()
    {
        var workload = Sample.Attach(1, Sample.Dual, "10.100.1.2,fd00:100:0:1::2") with { Place = 1 };
        var veth = Plan(Sample.Dual, workload).Desired.Links.OfType<VethLink>().Single();
        Text.Equal("""
            ip link add cn-c0ffee000001 mtu 1450 type veth peer name eth0 address 0a:77:00:00:00:01 mtu 1450 netns /run/netns/web
            nsenter --net=/run/netns/web sysctl -w net/ipv6/conf/eth0/disable_ipv6=0 net/ipv6/conf/eth0/accept_ra=0
            nsenter --net=/run/netns/web ip address add 10.100.1.2/24 dev eth0
            nsenter --net=/run/netns/web ip address add fd00:100:0:1::2/64 dev eth0 nodad
            nsenter --net=/run/netns/web ip link set dev lo up
            nsenter --net=/run/netns/web ip link set dev eth0 up
            nsenter --net=/run/netns/web ip route add 10.100.0.0/16 via 10.100.1.1 dev eth0
            nsenter --net=/run/netns/web ip route add fd00:100::/48 via fd00:100:0:1::1 dev eth0 onlink
            nsenter --net=/run/netns/web ip route append default via 10.100.1.1 dev eth0 metric 7701
            nsenter --net=/run/netns/web ip route append ::/0 via fd00:100:0:1::1 dev eth0 onlink metric 7701
            ip link set dev cn-c0ffee000001 master cn-br5 alias "eth0 10.100.1.2/24,fd00:100:0:1::2/64 0a:77:00:00:00:01 place 1 for 10.100.0.0/16,fd00:100::/48 in /run/netns/web" up
            """, string.Join('\n', veth.Adding()));
    }

    [Fact]
    public void A_workload_from_before_keeps_its_one_address_and_routes_of_that_family_alone()
    {
        var veth = Plan(Sample.Dual, Sample.Attach(1, Sample.Dual, "10.100.1.2")).Desired.Links.OfType<VethLink>().Single();
        Assert.DoesNotContain(veth.Adding(), command => command.Arguments.Contains("::/") && !command.Arguments.Contains("alias"));
    }

    [Fact]
    public void Of_a_family_that_the_host_has_no_lease_of_nothing_is_planned_and_that_is_told()
    {
        var plan = Plan(Sample.Dual.With(Sample.Member(1, "10.100.1.0/24")));
        Assert.Equal(["network blue: this host has no subnet of fd00:100::/48, so it builds nothing of that family"], plan.Problems);
        Assert.Equal(Plan(Sample.Blue).Desired, plan.Desired);
    }

    [Fact]
    public void A_peer_without_a_subnet_of_one_family_is_left_out()
    {
        var plan = Plan(Sample.Dual.With(Sample.Member(3, "10.100.3.0/24")));
        Assert.Equal(["network blue: v3 is left out: it has no subnet beside this host's fd00:100:0:1::/64, but 10.100.3.0/24"], plan.Problems);
        Assert.Equal(Plan(Sample.Dual.Without(3)).Desired, plan.Desired);
    }

    [Fact]
    public void What_IPv6_needs_is_told()
    {
        Assert.Equal(
            ["network six: its MTU is 1280, the least for IPv6, and eth0 carries 1250: longer packets are lost or cut"],
            HostPlanner.Plan(Sample.Host(1), [Sample.Six], [], Sample.Facts() with { UnderlayMtu = 1300 }).Problems);
        Assert.Equal(
            ["network six is left out: its MTU would be 1279 on eth0, and IPv6 takes 1280 to 65535; set one by hand, or raise that link's 1500"],
            Plan(Sample.Six.With(settings => settings with { Mtu = 1279 })).Problems);
        Assert.Equal(
            ["network six is left out: the driver routed has no IPv6 between hosts whose underlay addresses are IPv4, as this one's 192.168.124.51; "
                + "the driver vxlan has both"],
            Plan(Sample.Six.With(settings => settings with { Driver = NetworkDriver.Routed })).Problems);
        Assert.Equal(
            ["network six is left out: this host's lease fd00:66:0:1::/127 has no room for a gateway and a workload; /126 is the smallest that has"],
            Plan(Sample.Six.With(Sample.Member(1, "fd00:66:0:1::/127"))).Problems);
    }

    [Fact]
    public void A_host_without_IPv6_has_the_rest()
    {
        var facts = Sample.Facts() with { HasIpv6 = false };
        var workload = Sample.Attach(1, Sample.Dual, "10.100.1.2,fd00:100:0:1::2");
        var plan = HostPlanner.Plan(Sample.Host(1), [Sample.Dual, Sample.Six], [workload], facts);
        Assert.Equal(
            [
                "network blue: only its IPv4 is built: this host's kernel has no IPv6; start it without ipv6.disable=1",
                "network six is left out: it is of IPv6 alone, which this host's kernel has not; start it without ipv6.disable=1",
            ], plan.Problems);
        Assert.Equal([IPAddress.Parse("10.100.1.2")], plan.Desired.Links.OfType<VethLink>().Single().Peer!.Addresses.Select(address => address.Address));
        Assert.DoesNotContain("ip6", plan.Desired.ToText(), StringComparison.Ordinal);
    }

    private static void Plans(NetworkView network, string expected)
    {
        var plan = Plan(network);
        Assert.Empty(plan.Problems);
        Text.Equal(expected, plan.Desired.ToText());
    }

    private static HostPlan Plan(NetworkView network, params Attachment[] attachments) =>
        HostPlanner.Plan(Sample.Host(1), [network], attachments, Sample.Facts() with { Advertised = ["eth0"] });
}
