using CloudNet.Agent.Plan;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Plan;

/// <summary>Views in, and out of them the lines that a person would type.</summary>
public sealed class HostPlannerTests
{
    [Fact]
    public void Blue_on_v1_is_a_vtep_and_three_entries_a_peer() => Plans([Sample.Blue], [], """
        sysctl -w net.ipv4.ip_forward=1
        ip link add cn-br5 address 0a:62:0a:64:01:01 type bridge stp_state 0 forward_delay 0
        sysctl -e -w net/ipv6/conf/cn-br5/accept_ra=0
        ip link set dev cn-br5 mtu 1450 up
        ip link add cn-vx5 address 0a:00:00:00:00:01 mtu 1450 type vxlan id 5 local 192.168.124.51 dstport 4789 nolearning
        ip link set dev cn-vx5 up
        ip address add 10.100.1.1/24 dev cn-br5
        ip address add 10.100.1.0/32 dev cn-vx5
        bridge fdb replace 0a:00:00:00:00:02 dev cn-vx5 dst 192.168.124.52 self permanent
        bridge fdb replace 0a:00:00:00:00:03 dev cn-vx5 dst 192.168.124.53 self permanent
        ip neighbour replace 10.100.2.0 lladdr 0a:00:00:00:00:02 dev cn-vx5 nud permanent
        ip neighbour replace 10.100.3.0 lladdr 0a:00:00:00:00:03 dev cn-vx5 nud permanent
        ip route add 10.100.2.0/24 via 10.100.2.0 dev cn-vx5 onlink proto 77 src 10.100.1.1
        ip route add 10.100.3.0/24 via 10.100.3.0 dev cn-vx5 onlink proto 77 src 10.100.1.1
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

        """);

    [Fact]
    public void Without_nat_there_is_no_rule_that_rewrites() =>
        Assert.DoesNotContain("nat", Plan([Sample.Blue.With(settings => settings with { Nat = false })], []).Desired.Nft!.Text);

    [Fact]
    public void Classic_on_v1_is_the_route_and_the_rule() => Plans([Sample.Classic], [], """
        sysctl -w net.ipv4.ip_forward=1
        ip link add cn-br6 address 0a:62:ac:11:01:01 type bridge stp_state 0 forward_delay 0
        sysctl -e -w net/ipv6/conf/cn-br6/accept_ra=0
        ip link set dev cn-br6 mtu 1500 up
        ip address add 172.17.1.1/24 dev cn-br6
        ip route add 172.17.2.0/24 via 192.168.124.52 dev eth0 proto 77
        table inet cloudnet {
        	chain postrouting {
        		type nat hook postrouting priority srcnat; policy accept;
        		ip saddr 172.17.1.0/24 ip daddr != 172.17.0.0/16 ip daddr != 224.0.0.0/4 masquerade fully-random
        	}
        }

        """);

    [Fact]
    public void Classic_without_nat_is_the_route_alone() => Plans([Sample.Classic.With(settings => settings with { Nat = false })], [], """
        sysctl -w net.ipv4.ip_forward=1
        ip link add cn-br6 address 0a:62:ac:11:01:01 type bridge stp_state 0 forward_delay 0
        sysctl -e -w net/ipv6/conf/cn-br6/accept_ra=0
        ip link set dev cn-br6 mtu 1500 up
        ip address add 172.17.1.1/24 dev cn-br6
        ip route add 172.17.2.0/24 via 192.168.124.52 dev eth0 proto 77

        """);

    [Theory]
    [InlineData(1, "ip route add 172.17.2.0/24 via 192.168.124.52 dev eth0")]
    [InlineData(2, "ip route add 172.17.1.0/24 via 192.168.124.51 dev eth0")]
    public void Classic_has_the_routes_of_the_recipe_by_hand(int host, string typed)
    {
        var plan = HostPlanner.Plan(Sample.Host(host), [Sample.Classic], [], Sample.Facts(host));
        Assert.Equal([typed + " proto 77"], plan.Desired.Routes.SelectMany(route => route.Adding()).Select(command => command.ToString()));
    }

    [Fact]
    public void A_workload_is_a_veth_made_inside_and_then_put_on_the_bridge()
    {
        var veth = Plan([Sample.Blue], [Sample.Attach(1, Sample.Blue, "10.100.1.2")]).Desired.Links.OfType<VethLink>().Single();
        Text.Equal("""
            ip link add cn-c0ffee000001 mtu 1450 type veth peer name eth0 address 0a:77:00:00:00:01 mtu 1450 netns /run/netns/web
            nsenter --net=/run/netns/web ip address add 10.100.1.2/24 dev eth0
            nsenter --net=/run/netns/web ip link set dev lo up
            nsenter --net=/run/netns/web ip link set dev eth0 up
            nsenter --net=/run/netns/web ip route add 10.100.0.0/16 via 10.100.1.1 dev eth0
            nsenter --net=/run/netns/web ip route append default via 10.100.1.1 dev eth0 metric 7700
            ip link set dev cn-c0ffee000001 master cn-br5 alias "eth0 10.100.1.2/24 0a:77:00:00:00:01 for 10.100.0.0/16 in /run/netns/web" up
            """, string.Join('\n', veth.Adding()));
    }

    [Fact]
    public void Two_networks_share_one_table_and_nothing_else()
    {
        var both = Plan([Sample.Classic, Sample.Blue], []).Desired;
        var (blue, classic) = (Plan([Sample.Blue], []).Desired, Plan([Sample.Classic], []).Desired);
        Assert.Equal([.. blue.Links, .. classic.Links], both.Links.OrderBy(link => link.Name[^1]));
        Assert.Equal(blue.Routes.Count + classic.Routes.Count, both.Routes.Count);
        Assert.Equal(2, both.Nft!.Text.Split("masquerade").Length - 1);
    }

    [Fact]
    public void The_order_of_the_views_makes_no_difference() =>
        Assert.Equal(Plan([Sample.Blue, Sample.Classic], []).Desired, Plan([Sample.Classic, Sample.Blue], []).Desired);

    [Fact]
    public void A_network_that_the_host_is_not_in_contributes_nothing() =>
        Assert.Equal(KernelState.Empty, Plan([Sample.Blue.Without(1), Sample.Classic.Without(1)], []).Desired);

    [Fact]
    public void An_mtu_set_by_hand_is_taken()
    {
        var plan = Plan([Sample.Blue.With(settings => settings with { Mtu = 1400 })], []);
        Assert.All(plan.Desired.Links, link => Assert.Equal(1400, link.Mtu));
        Assert.Empty(plan.Problems);
    }

    private static void Plans(NetworkView[] networks, Attachment[] attachments, string expected)
    {
        var plan = Plan(networks, attachments);
        Assert.Empty(plan.Problems);
        Text.Equal(expected, plan.Desired.ToText());
    }

    private static HostPlan Plan(NetworkView[] networks, Attachment[] attachments) =>
        HostPlanner.Plan(Sample.Host(1), networks, attachments, Sample.Facts());
}
