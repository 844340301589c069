using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Plan;

/// <summary>What cannot be planned is named with the way out, and the rest is planned all the same.</summary>
public sealed class PlanProblemTests
{
    private static readonly KernelState BlueOfTwo = Plan([Sample.Blue.Without(3)]).Desired;

    [Fact]
    public void A_next_hop_that_is_not_on_the_link_is_left_out_and_the_driver_that_would_reach_it_is_named()
    {
        var far = Sample.Member(3, "172.17.3.0/24") with { Underlay = IPAddress.Parse("10.9.0.7") };
        var plan = Plan([Sample.Classic.With(far)]);
        Assert.Equal(
            ["network classic: v3 is left out: its underlay address 10.9.0.7 is not on eth0 (192.168.124.0/24), so the driver routed cannot reach it; the driver vxlan would"],
            plan.Problems);
        Assert.Equal(Plan([Sample.Classic]).Desired, plan.Desired);
    }

    [Fact]
    public void A_peer_with_this_hosts_own_underlay_address_is_left_out() => LeavesV3Out(
        Sample.Member(3, "10.100.3.0/24") with { Underlay = Sample.Underlay(1) },
        "network blue: v3 is left out: its underlay address 192.168.124.51 is this host's own; enrol one of the two with its right address");

    [Fact]
    public void A_peer_whose_subnet_overlaps_the_lease_is_left_out() => LeavesV3Out(
        Sample.Member(3, "10.100.1.128/25"),
        "network blue: v3 is left out: its subnet 10.100.1.128/25 overlaps this host's lease 10.100.1.0/24");

    [Fact]
    public void A_peer_with_another_peers_mac_is_left_out() => LeavesV3Out(
        Sample.Member(3, "10.100.3.0/24") with { Mac = Sample.Blue.Members[Sample.Host(2)].Mac },
        "network blue: v3 is left out: its subnet 10.100.3.0/24 or VTEP MAC 0a:00:00:00:00:02 is another peer's too");

    [Fact]
    public void A_peer_with_a_multicast_mac_is_left_out() => LeavesV3Out(
        Sample.Member(3, "10.100.3.0/24") with { Mac = new MacAddress(0x0100_5e00_0001) },
        "network blue: v3 is left out: its VTEP MAC 01:00:5e:00:00:01 is no unicast address");

    [Fact]
    public void A_peer_with_an_underlay_of_another_family_is_left_out() => LeavesV3Out(
        Sample.Member(3, "10.100.3.0/24") with { Underlay = IPAddress.Parse("fd00::3") },
        "network blue: v3 is left out: its underlay address fd00::3 is IPv6, and this host's 192.168.124.51 is IPv4; "
        + "enrol one of the two with an address of the other's family");

    [Fact]
    public void A_network_with_another_networks_vni_is_left_out_whole()
    {
        var plan = Plan([Sample.Blue, Sample.Classic.With(settings => settings with { Vni = 5 })]);
        Assert.Equal(["network classic is left out: its VNI 5 is another network's too"], plan.Problems);
        Assert.Equal(Plan([Sample.Blue]).Desired, plan.Desired);
    }

    public static TheoryData<string, Func<NetworkSettings, NetworkSettings>> BadSettings => new()
    {
        { "its VNI 0 is not between 1 and 16777215", settings => settings with { Vni = 0 } },
        { "its VNI 16777216 is not between 1 and 16777215", settings => settings with { Vni = 1 << 24 } },
        { "this agent knows the drivers routed, vxlan, udp, wireguard, bridge, gre, not 9; a newer agent may", settings => settings with { Driver = (NetworkDriver)9 } },
        { "this host's lease 10.100.1.0/24 is outside its range 10.200.0.0/16", settings => settings with { Ranges = [IPNetwork.Parse("10.200.0.0/16")] } },
        { "its range 0.0.0.0/0 is every address there is", settings => settings with { Ranges = [IPNetwork.Parse("0.0.0.0/0")] } },
        { "its MTU would be 60 on eth0, and IPv4 takes 68 to 65535; set one by hand, or raise that link's 1500", settings => settings with { Mtu = 60 } },
        { "this host's lease 10.100.1.0/24 is outside its range fd00::/48", settings => settings with { Ranges = [IPNetwork.Parse("fd00::/48")] } },
    };

    [Theory]
    [MemberData(nameof(BadSettings))]
    public void A_network_that_cannot_be_built_is_left_out_whole(string problem, Func<NetworkSettings, NetworkSettings> change)
    {
        var plan = Plan([Sample.Blue.With(change), Sample.Classic]);
        Assert.Equal([$"network blue is left out: {problem}"], plan.Problems);
        Assert.Equal(Plan([Sample.Classic]).Desired, plan.Desired);
    }

    [Fact]
    public void A_lease_without_room_is_no_network() => Assert.Equal(
        ["network blue is left out: this host's lease 10.100.1.0/31 has no room for a gateway and a workload; /30 is the smallest that has"],
        Plan([Sample.Blue.With(Sample.Member(1, "10.100.1.0/31"))]).Problems);

    [Fact]
    public void An_mtu_that_the_underlay_does_not_carry_is_taken_and_told() => Assert.Equal(
        ["network blue: its MTU is 1500, set by hand, and eth0 carries 1450: longer packets are lost or cut"],
        Plan([Sample.Blue.With(settings => settings with { Mtu = 1500 })]).Problems);

    public static TheoryData<string, object> BadAttachments => new()
    {
        { "its address 10.100.2.2 is outside this host's lease 10.100.1.0/24; detach it and attach it anew", Sample.Attach(1, Sample.Blue, "10.100.2.2") },
        { "its address 10.100.1.1 is the gateway's or the subnet's own; detach it and attach it anew", Sample.Attach(1, Sample.Blue, "10.100.1.1") },
        { "this host is not in its network 01980000-0000-7000-8000-000000000102, or that cannot be built here; detach it, or join the host again", Sample.Attach(1, Sample.Classic, "172.17.1.2") },
        { "namespace path '/run/netns/a b' must begin with '/' and hold plain characters only; bind it to a path under /run/netns", Sample.Attach(1, Sample.Blue, "10.100.1.2", "/run/netns/a b") },
        { "namespace path 'web' must begin with '/' and hold plain characters only; bind it to a path under /run/netns", Sample.Attach(1, Sample.Blue, "10.100.1.2", "web") },
        { "interface name 'eth0;reboot' may hold letters, digits, '.', '_' and '-', and not begin with '-'", Sample.Attach(1, Sample.Blue, "10.100.1.2") with { InterfaceName = "eth0;reboot" } },
        { "interface name 'lo' is taken by the system", Sample.Attach(1, Sample.Blue, "10.100.1.2") with { InterfaceName = "lo" } },
        { $"interface name '{new string('e', 16)}' has 16 characters; 1 to 15 are allowed", Sample.Attach(1, Sample.Blue, "10.100.1.2") with { InterfaceName = new('e', 16) } },
    };

    [Theory]
    [MemberData(nameof(BadAttachments))]
    public void A_workload_that_cannot_be_built_is_left_out(string problem, object attachment)
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [Sample.Blue], [(Attachment)attachment], Sample.Facts());
        Assert.Equal([$"workload web1 is left out: {problem}"], plan.Problems);
        Assert.Equal(Plan([Sample.Blue]).Desired, plan.Desired);
    }

    private static void LeavesV3Out(NetworkMember v3, string problem)
    {
        var plan = Plan([Sample.Blue.With(v3)]);
        Assert.Equal([problem], plan.Problems);
        Assert.Equal(BlueOfTwo, plan.Desired);
    }

    private static HostPlan Plan(NetworkView[] networks) => HostPlanner.Plan(Sample.Host(1), networks, [], Sample.Facts());
}
