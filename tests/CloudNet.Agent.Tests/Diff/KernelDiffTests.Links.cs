using System.Net;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Diff;

/// <summary>Links that have to be made anew, and what is on them.</summary>
public sealed partial class KernelDiffTests
{
    [Fact]
    public void Another_vtep_mac_makes_the_device_anew_with_all_that_is_on_it() => Steps(
        Plan(Sample.Blue.Without(3)), Plan(Sample.Blue.Without(3).With(Sample.Member(1, "10.100.1.0/24") with { Mac = new(0x0a00_0000_00ff) })), """
        ip link del cn-vx5
        ip link add cn-vx5 address 0a:00:00:00:00:ff mtu 1450 type vxlan id 5 local 192.168.124.51 dstport 4789 nolearning
        ip link set dev cn-vx5 up
        ip address add 10.100.1.0/32 dev cn-vx5
        bridge fdb replace 0a:00:00:00:00:02 dev cn-vx5 dst 192.168.124.52 self permanent
        ip neighbour replace 10.100.2.0 lladdr 0a:00:00:00:00:02 dev cn-vx5 nud permanent
        ip route add 10.100.2.0/24 via 10.100.2.0 dev cn-vx5 onlink proto 77 src 10.100.1.1
        """);

    [Fact]
    public void A_link_of_another_kind_under_a_bridges_name_is_made_anew_with_the_routes_from_its_address()
    {
        var odd = Blue with { Links = Replace(Blue.Links, new OtherLink("cn-br5", "dummy")) };
        var lines = Lines(odd, Blue);
        Assert.Equal(["ip link del cn-br5", "ip link add cn-br5 address 0a:62:0a:64:01:01 type bridge stp_state 0 forward_delay 0"], lines[..2]);
        Assert.Equal(["sysctl -e -w net/ipv6/conf/cn-br5/accept_ra=0", "ip link set dev cn-br5 mtu 1450 up", "ip address add 10.100.1.1/24 dev cn-br5"], lines[2..5]);
        Assert.Equal(2, lines.Count(line => line.StartsWith("ip route add", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_bridge_that_is_gone_gets_its_ports_back()
    {
        var desired = Plan(Sample.Blue, Sample.Attach(1, Sample.Blue, "10.100.1.2"));
        var veth = desired.Links.OfType<VethLink>().Single();
        var actual = desired with
        {
            Links = KernelItems<KernelLink>.Of([veth with { Bridge = null }, .. desired.Links.OfType<VxlanLink>()]),
            Addresses = KernelItems<KernelAddress>.Of(desired.Addresses.Where(address => address.Link != "cn-br5")),
        };
        Steps(actual, desired, """
            ip link add cn-br5 address 0a:62:0a:64:01:01 type bridge stp_state 0 forward_delay 0
            sysctl -e -w net/ipv6/conf/cn-br5/accept_ra=0
            ip link set dev cn-br5 mtu 1450 up
            ip address add 10.100.1.1/24 dev cn-br5
            ip link set dev cn-c0ffee000001 mtu 1450 master cn-br5 up
            """);
    }

    [Fact]
    public void A_half_made_veth_is_made_anew()
    {
        var desired = Plan(Sample.Blue, Sample.Attach(1, Sample.Blue, "10.100.1.2"));
        var veth = desired.Links.OfType<VethLink>().Single();
        var step = Assert.Single(KernelDiff.Between(desired with { Links = Replace(desired.Links, veth with { Peer = null }) }, desired));
        Assert.Equal(StepVerb.Remake, step.Verb);
        Assert.StartsWith("ip link del cn-c0ffee000001\nip link add cn-c0ffee000001 ", step.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_mtu_reaches_into_the_workload_and_comes_there_first() => Assert.Equal(
        ["nsenter --net=/run/netns/web ip link set dev eth0 mtu 1400", "ip link set dev cn-c0ffee000001 mtu 1400 master cn-br5 up"],
        Lines(
            Plan(Sample.Blue, Sample.Attach(1, Sample.Blue, "10.100.1.2")),
            Plan(Sample.Blue.With(settings => settings with { Mtu = 1400 }), Sample.Attach(1, Sample.Blue, "10.100.1.2")))[^2..]);
}
