using CloudNet.Agent.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Plan.Drivers;

/// <summary>Plain routes and VXLAN over underlays of both families, and the one in the other's place.</summary>
public sealed class UnderlayPlanTests
{
    [Fact]
    public void Vxlan_over_ipv6_has_70_bytes_of_overhead() => Plans(
        Sample.Blue.OverIpv6(), Sample.Facts().OverIpv6(), """
        ip link add cn-vx5 address 0a:00:00:00:00:01 mtu 1430 type vxlan id 5 local fd00:124::51 dstport 4789 nolearning
        bridge fdb replace 0a:00:00:00:00:02 dev cn-vx5 dst fd00:124::52 self permanent
        bridge fdb replace 0a:00:00:00:00:03 dev cn-vx5 dst fd00:124::53 self permanent
        """, "type vxlan", "fdb");

    [Fact]
    public void Vxlan_takes_the_port_that_is_set() => Plans(
        Sample.Blue.With(settings => settings with { Port = 8472 }), Sample.Facts(), """
        ip link add cn-vx5 address 0a:00:00:00:00:01 mtu 1450 type vxlan id 5 local 192.168.124.51 dstport 8472 nolearning
        """, "type vxlan");

    [Fact]
    public void Routed_over_ipv6_carries_both_families() => Plans(
        Sample.Dual.With(settings => settings with { Driver = NetworkDriver.Routed }).OverIpv6(), Sample.Facts().OverIpv6(), """
        ip route add 10.100.2.0/24 via inet6 fd00:124::52 dev eth0 proto 77
        ip route add 10.100.3.0/24 via inet6 fd00:124::53 dev eth0 proto 77
        ip route add fd00:100:0:2::/64 via fd00:124::52 dev eth0 proto 77
        ip route add fd00:100:0:3::/64 via fd00:124::53 dev eth0 proto 77
        """, "ip route");

    [Fact]
    public void A_peer_on_the_hosts_own_link_is_reached_directly_and_another_through_the_tunnel()
    {
        var far = Sample.Member(3, "10.100.3.0/24") with { Underlay = System.Net.IPAddress.Parse("10.9.9.9") };
        Plans(Sample.Blue.With(far).With(settings => settings with { DirectRouting = true }), Sample.Facts(), """
            bridge fdb replace 0a:00:00:00:00:03 dev cn-vx5 dst 10.9.9.9 self permanent
            ip neighbour replace 10.100.3.0 lladdr 0a:00:00:00:00:03 dev cn-vx5 nud permanent
            ip route add 10.100.2.0/24 via 192.168.124.52 dev eth0 proto 77
            ip route add 10.100.3.0/24 via 10.100.3.0 dev cn-vx5 onlink proto 77 src 10.100.1.1
            """, "fdb", "neighbour", "ip route");
    }

    [Fact]
    public void What_a_plain_route_cannot_carry_goes_through_the_tunnel() => Plans(
        Sample.Dual.Without(3).With(settings => settings with { DirectRouting = true }), Sample.Facts(), """
        bridge fdb replace 0a:00:00:00:00:02 dev cn-vx5 dst 192.168.124.52 self permanent
        ip neighbour replace fe80::800:ff:fe00:2 lladdr 0a:00:00:00:00:02 dev cn-vx5 nud permanent
        ip route add 10.100.2.0/24 via 192.168.124.52 dev eth0 proto 77
        ip route add fd00:100:0:2::/64 via fe80::800:ff:fe00:2 dev cn-vx5 onlink proto 77 src fd00:100:0:1::1
        """, "fdb", "neighbour", "ip route");

    [Fact]
    public void Networks_of_one_host_are_closed_to_each_other()
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [Sample.Blue, Sample.Classic], [], Sample.Facts());
        Assert.Empty(plan.Problems);
        Text.Equal("""
            	chain forward {
            		type filter hook forward priority filter; policy accept;
            		iifname . oifname { "cn-br5" . "cn-vx5", "cn-vx5" . "cn-br5" } accept
            		iifname "cn-br5" oifname != "cn-br5" oifname != "cn-vx5" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
            		oifname "cn-br5" iifname != "cn-br5" iifname != "cn-vx5" ip saddr 10.100.0.0/16 drop
            		iifname "cn-*" iifname != "cn-br5" iifname != "cn-vx5" ip daddr 10.100.0.0/16 reject with icmp admin-prohibited
            		iifname "cn-*" iifname != "cn-br6" ip daddr 172.17.0.0/16 reject with icmp admin-prohibited
            	}
            }

            """, plan.Desired.Nft!.Text[plan.Desired.Nft.Text.IndexOf("\tchain forward", StringComparison.Ordinal)..]);
    }

    private static void Plans(NetworkView view, HostFacts facts, string expected, params string[] lines)
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [view], [], facts);
        Assert.Empty(plan.Problems);
        Text.Equal(expected + "\n", plan.Desired.Lines(lines));
    }
}
