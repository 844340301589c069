using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Plan.Drivers;

/// <summary>WireGuard, by itself and beneath other drivers, as the lines that a person would type.</summary>
public sealed class WireguardPlanTests
{
    private static readonly NetworkView Green = Sample.Blue.With(settings => settings with { Driver = NetworkDriver.Wireguard, Port = 51823 }).WithKeys();

    [Fact]
    public void Wireguard_is_a_device_and_a_peer_and_a_route_each()
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [Green], [], DriverSample.Facts());
        Assert.Empty(plan.Problems);
        Text.Equal("""
            sysctl -w net.ipv4.ip_forward=1
            ip link add cn-br5 address 0a:62:0a:64:01:01 type bridge stp_state 0 forward_delay 0
            sysctl -e -w net/ipv6/conf/cn-br5/accept_ra=0
            ip link set dev cn-br5 mtu 1440 up
            ip link add cn-wg5 type wireguard
            wg set cn-wg5 listen-port 51823 private-key /keys/1.key
            ip link set dev cn-wg5 mtu 1440 up
            ip address add 10.100.1.1/24 dev cn-br5
            ip address add 10.100.1.0/32 dev cn-wg5
            wg set cn-wg5 peer AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI= endpoint 192.168.124.52:51823 allowed-ips 10.100.2.0/24
            wg set cn-wg5 peer AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM= endpoint 192.168.124.53:51823 allowed-ips 10.100.3.0/24
            ip route add 10.100.2.0/24 dev cn-wg5 proto 77 src 10.100.1.1
            ip route add 10.100.3.0/24 dev cn-wg5 proto 77 src 10.100.1.1
            table inet cloudnet {
            	chain postrouting {
            		type nat hook postrouting priority srcnat; policy accept;
            		ip saddr 10.100.1.0/24 ip daddr != 10.100.0.0/16 ip daddr != 224.0.0.0/4 masquerade fully-random
            	}
            	chain forward {
            		type filter hook forward priority filter; policy accept;
            		iifname "cn-br5" oifname != "cn-br5" oifname != "cn-wg5" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
            		oifname "cn-br5" iifname != "cn-br5" iifname != "cn-wg5" ip saddr 10.100.0.0/16 drop
            	}
            	chain output {
            		type filter hook output priority filter; policy accept;
            		oifname != "lo" oifname != "cn-br5" oifname != "cn-wg5" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
            	}
            }

            """, plan.Desired.ToText());
    }

    [Fact]
    public void Without_it_in_the_kernel_a_process_serves_the_device() => Plans(Green, DriverSample.Facts(kind: WireguardKind.UserSpace), """
        wireguard-go cn-wg5
        """, "wireguard-go");

    /// <summary>The secret itself is in no command.</summary>
    [Fact]
    public void A_pre_shared_key_is_read_from_its_file_by_each_peer() => Plans(
        Green.With(settings => settings with { PresharedKey = DriverSample.Secret }), DriverSample.Facts().Sharing(), """
        wg set cn-wg5 peer AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI= preshared-key /keys/shared.psk endpoint 192.168.124.52:51823 allowed-ips 10.100.2.0/24
        wg set cn-wg5 peer AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM= preshared-key /keys/shared.psk endpoint 192.168.124.53:51823 allowed-ips 10.100.3.0/24
        """, "peer");

    [Fact]
    public void Until_the_pre_shared_key_is_on_disk_nothing_is_built() => Assert.Equal(
        ["network blue is left out: the network's pre-shared key is not on disk yet"],
        HostPlanner.Plan(Sample.Host(1), [Green.With(settings => settings with { PresharedKey = DriverSample.Secret })], [], DriverSample.Facts()).Problems);

    [Fact]
    public void A_pre_shared_key_that_is_no_more_is_taken_from_the_peer()
    {
        var peer = new WireguardPeer("cn-wg5", DriverSample.Key(2), new(IPAddress.Parse("192.168.124.52"), 51823), [IPNetwork.Parse("10.100.2.0/24")]);
        Assert.Equal(
            "set cn-wg5 peer AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI= preshared-key /dev/null endpoint 192.168.124.52:51823 allowed-ips 10.100.2.0/24",
            Assert.Single(peer.ChangingFrom(peer with { Preshared = "00" })).Arguments);
    }

    [Fact]
    public void Over_ipv6_its_overhead_is_80_bytes() => Plans(Green.OverIpv6(), DriverSample.Facts().OverIpv6(), """
        ip link set dev cn-wg5 mtu 1420 up
        wg set cn-wg5 peer AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI= endpoint [fd00:124::52]:51823 allowed-ips 10.100.2.0/24
        wg set cn-wg5 peer AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM= endpoint [fd00:124::53]:51823 allowed-ips 10.100.3.0/24
        """, "dev cn-wg5 mtu", "peer");

    [Fact]
    public void Both_families_are_one_peer() => Plans(
        Sample.Dual.Without(3).With(settings => settings with { Driver = NetworkDriver.Wireguard }).WithKeys(), DriverSample.Facts(), """
        wg set cn-wg5 peer AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI= endpoint 192.168.124.52:51820 allowed-ips 10.100.2.0/24,fd00:100:0:2::/64
        ip route add 10.100.2.0/24 dev cn-wg5 proto 77 src 10.100.1.1
        ip route add fd00:100:0:2::/64 dev cn-wg5 proto 77 src fd00:100:0:1::1
        """, "peer", "ip route");

    [Fact]
    public void Encrypted_vxlan_runs_between_the_first_addresses_of_the_subnets() => Plans(
        Sample.Blue.Without(3).With(settings => settings with { Encrypted = true, Port = 51821 }).WithKeys(), DriverSample.Facts(), """
        ip link set dev cn-br5 mtu 1390 up
        ip link add cn-vx5 address 0a:00:00:00:00:01 mtu 1390 type vxlan id 5 local 10.100.1.0 dev cn-wg5 dstport 14789 nolearning
        ip link set dev cn-vx5 up
        ip link add cn-wg5 type wireguard
        wg set cn-wg5 listen-port 51821 private-key /keys/1.key
        ip link set dev cn-wg5 mtu 1440 up
        ip address add 10.100.1.0/32 dev cn-vx5
        ip address add 10.100.1.0/32 dev cn-wg5
        bridge fdb replace 0a:00:00:00:00:02 dev cn-vx5 dst 10.100.2.0 self permanent
        wg set cn-wg5 peer AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI= endpoint 192.168.124.52:51821 allowed-ips 10.100.2.0/32
        ip neighbour replace 10.100.2.0 lladdr 0a:00:00:00:00:02 dev cn-vx5 nud permanent
        ip route add 10.100.2.0/24 via 10.100.2.0 dev cn-vx5 onlink proto 77 src 10.100.1.1
        ip route add 10.100.2.0/32 dev cn-wg5 proto 77 src 10.100.1.0
        		iifname "cn-br5" oifname != "cn-br5" oifname != "cn-vx5" oifname != "cn-wg5" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
        		oifname "cn-br5" iifname != "cn-br5" iifname != "cn-vx5" iifname != "cn-wg5" ip saddr 10.100.0.0/16 drop
        		iifname != "lo" iifname != "cn-wg5" ip daddr 10.100.1.0 drop
        		iifname != "cn-wg*" udp dport 14789 drop
        		oifname != "lo" oifname != "cn-br5" oifname != "cn-vx5" oifname != "cn-wg5" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
        """, "cn-wg", "cn-vx", "mtu");

    [Fact]
    public void Encrypted_routes_are_wireguard() => Assert.Equal(
        HostPlanner.Plan(Sample.Host(1), [Green], [], DriverSample.Facts()).Desired,
        HostPlanner.Plan(
            Sample.Host(1), [Green.With(settings => settings with { Driver = NetworkDriver.Routed, Encrypted = true })], [], DriverSample.Facts()).Desired);

    [Fact]
    public void A_peer_whose_key_has_not_come_is_waited_for()
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [Green.With(Green.Members[Sample.Host(3)] with { Keys = default })], [], DriverSample.Facts());
        Assert.Empty(plan.Problems);
        Assert.Equal(DriverSample.Key(2), Assert.Single(plan.Desired.WireguardPeers).PublicKey);
    }

    [Theory]
    [InlineData(true, "this host's WireGuard key is not made yet")]
    [InlineData(false, "this host has no WireGuard; install wireguard-tools, and wireguard-go where its kernel has none")]
    public void A_host_without_it_says_so(bool installed, string problem)
    {
        var facts = DriverSample.Facts(kind: installed ? WireguardKind.Kernel : WireguardKind.None) with { Keys = [] };
        var plan = HostPlanner.Plan(Sample.Host(1), [Green], [], facts);
        Assert.Equal([$"network blue is left out: {problem}"], plan.Problems);
        Assert.Equal(KernelState.Empty, plan.Desired);
    }

    private static void Plans(NetworkView view, HostFacts facts, string expected, params string[] lines)
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [view], [], facts);
        Assert.Empty(plan.Problems);
        Text.Equal(expected + "\n", plan.Desired.Lines(lines));
    }
}
