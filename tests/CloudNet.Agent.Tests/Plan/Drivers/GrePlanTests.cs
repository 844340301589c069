using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Drivers;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Plan.Drivers;

/// <summary>One segment on all hosts through Open vSwitch, as the lines that a person would type.</summary>
public sealed class GrePlanTests
{
    private static readonly NetworkView Segment = Sample.Blue.With(settings => settings with { Driver = NetworkDriver.Gre });
    private const string To = "cn-ov5-192.168.124.", To6 = "cn-ov5-fd00:124::52", ToInside = "cn-ov5-10.100.2.0";
    private const string From = "options:key=5 options:local_ip=192.168.124.51", From6 = "options:key=5 options:local_ip=fd00:124::51";
    private const string FromInside = "options:key=5 options:local_ip=10.100.1.0";
    private static readonly HostFacts Able = Sample.Facts() with { Switch = SwitchKind.UserSpace };

    [Fact]
    public void The_switch_is_a_port_of_the_bridge_and_has_a_protected_port_to_each_peer()
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [Segment], [], Able);
        Assert.Empty(plan.Problems);
        Text.Equal($$"""
            sysctl -w net.ipv4.ip_forward=1
            ip link add cn-br5 address 0a:62:0a:64:01:01 type bridge stp_state 0 forward_delay 0
            sysctl -e -w net/ipv6/conf/cn-br5/accept_ra=0
            ip link set dev cn-br5 mtu 1458 up
            ovs-vsctl --may-exist add-br cn-ov5 -- set bridge cn-ov5 datapath_type=netdev -- set interface cn-ov5 mtu_request=1458
            ip link set dev cn-ov5 mtu 1458 master cn-br5 up
            ip address add 10.100.1.1/24 dev cn-br5
            ovs-vsctl --may-exist add-port cn-ov5 {{To}}52 protected=true -- set interface {{To}}52 type=gre {{From}} options:remote_ip=192.168.124.52
            ovs-vsctl --may-exist add-port cn-ov5 {{To}}53 protected=true -- set interface {{To}}53 type=gre {{From}} options:remote_ip=192.168.124.53
            ip route add 10.100.0.0/16 dev cn-br5 proto 77 src 10.100.1.1
            table inet cloudnet {
            	chain postrouting {
            		type nat hook postrouting priority srcnat; policy accept;
            		ip saddr 10.100.0.0/16 ip daddr != 10.100.0.0/16 ip daddr != 224.0.0.0/4 masquerade fully-random
            	}
            	chain forward {
            		type filter hook forward priority filter; policy accept;
            		iifname "cn-br5" oifname != "cn-br5" oifname != "cn-ov5" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
            		oifname "cn-br5" iifname != "cn-br5" iifname != "cn-ov5" ip saddr 10.100.0.0/16 drop
            	}
            }

            """, plan.Desired.ToText());
    }

    [Fact]
    public void In_the_kernel_ipv6_has_a_type_of_its_own() => Plans(Segment.Without(3).OverIpv6(), DriverSample.Facts().OverIpv6(), $"""
        ovs-vsctl --may-exist add-br cn-ov5 -- set bridge cn-ov5 datapath_type=system -- set interface cn-ov5 mtu_request=1438
        ovs-vsctl --may-exist add-port cn-ov5 {To6} protected=true -- set interface {To6} type=ip6gre {From6} options:remote_ip=fd00:124::52
        """);

    [Fact]
    public void In_user_space_one_type_has_both_families() =>
        Assert.Contains($"type=gre {From6}", Planned(Segment.OverIpv6(), Able.OverIpv6()).ToText(), StringComparison.Ordinal);

    [Fact]
    public void Encrypted_it_goes_between_the_addresses_inside_wireguard() => Plans(
        Segment.Without(3).With(settings => settings with { Encrypted = true }).WithKeys(), DriverSample.Facts(), $"""
        ovs-vsctl --may-exist add-br cn-ov5 -- set bridge cn-ov5 datapath_type=system -- set interface cn-ov5 mtu_request=1398
        ovs-vsctl --may-exist add-port cn-ov5 {ToInside} protected=true -- set interface {ToInside} type=gre {FromInside} options:remote_ip=10.100.2.0
        """);

    [Fact]
    public void Two_networks_have_a_switch_and_a_key_each()
    {
        var other = Sample.Network(7, Segment.Settings with { Name = "green", Vni = 7, Ranges = [System.Net.IPNetwork.Parse("10.107.0.0/16")] },
            Sample.Member(1, "10.107.1.0/24"), Sample.Member(2, "10.107.2.0/24"));
        var plan = HostPlanner.Plan(Sample.Host(1), [Segment, other], [], Able);
        Assert.Empty(plan.Problems);
        Assert.Equal(["cn-ov5-192.168.124.52", "cn-ov5-192.168.124.53", "cn-ov7-192.168.124.52"], plan.Desired.SwitchPorts.Select(port => port.Name));
        Assert.Equal("options:key=7 options:local_ip=192.168.124.51 options:remote_ip=192.168.124.52", plan.Desired.SwitchPorts[2].Options);
    }

    [Theory]
    [InlineData(nameof(SwitchKind.None), false, "this host has no Open vSwitch; install openvswitch-switch")]
    [InlineData(nameof(SwitchKind.Silent), false, "Open vSwitch's database does not answer at /run/openvswitch/db.sock; start it with")]
    [InlineData(nameof(SwitchKind.Elsewhere), false, "in user space Open vSwitch sends through its own bridges alone; make the host's NIC a port of a bridge")]
    [InlineData(nameof(SwitchKind.UserSpace), true, "Open vSwitch runs in user space there, where it does not send through WireGuard; load the kernel's")]
    public void What_a_host_lacks_is_said_and_what_was_built_is_kept(string kind, bool encrypted, string words)
    {
        var view = Segment.With(settings => settings with { Encrypted = encrypted }).WithKeys();
        var plan = HostPlanner.Plan(Sample.Host(1), [view], [], DriverSample.Facts() with { Switch = Enum.Parse<SwitchKind>(kind) });
        Assert.Contains(words, Assert.Single(plan.Problems), StringComparison.Ordinal);
        Assert.Equal([view.Id], plan.Lacking);
        Assert.Equal(KernelState.Empty, plan.Desired);
    }

    [Fact]
    public void What_is_said_fits_in_a_message() => Assert.All(
        Enum.GetValues<SwitchKind>().Select(GrePlan.WhyNot).OfType<string>().Append(GrePlan.NotEncrypted),
        words => Assert.InRange(words.Length, 1, Contracts.Link.LinkLimits.ProblemLength));

    private static KernelState Planned(NetworkView view, HostFacts facts)
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [view], [], facts);
        Assert.Empty(plan.Problems);
        return plan.Desired;
    }

    private static void Plans(NetworkView view, HostFacts facts, string expected) => Text.Equal(expected + "\n", Planned(view, facts).Lines("ovs-vsctl"));
}
