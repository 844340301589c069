using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Diff;

/// <summary>Open vSwitch's bridges and their ports.</summary>
public sealed partial class KernelDiffTests
{
    private const string To = "cn-ov5-192.168.124.", From = "options:key=5 options:local_ip=192.168.124.51";
    private static readonly HostFacts WithSwitch = Sample.Facts() with { Switch = SwitchKind.UserSpace };
    private static readonly NetworkView Segment = Sample.Blue.Without(3).With(settings => settings with { Driver = NetworkDriver.Gre });
    private static readonly KernelState Gre = HostPlanner.Plan(Sample.Host(1), [Segment], [], WithSwitch).Desired;

    [Fact]
    public void A_peer_of_gre_is_one_line_more_and_one_less()
    {
        var more = HostPlanner.Plan(Sample.Host(1), [Segment.With(Sample.Member(3, "10.100.3.0/24"))], [], WithSwitch).Desired;
        Steps(Gre, more, $"""
            ovs-vsctl --may-exist add-port cn-ov5 {To}53 protected=true -- set interface {To}53 type=gre {From} options:remote_ip=192.168.124.53
            """);
        Steps(more, Gre, "ovs-vsctl --if-exists del-port cn-ov5 cn-ov5-192.168.124.53");
    }

    [Fact]
    public void A_port_that_somebody_changed_is_made_anew_in_one_transaction() => Steps(
        Gre with { SwitchPorts = KernelItems<SwitchPort>.Of(Gre.SwitchPorts.Select(port => port with { IsProtected = false })) }, Gre, $"""
        ovs-vsctl --if-exists del-port {To}52 -- add-port cn-ov5 {To}52 protected=true -- set interface {To}52 type=gre {From} options:remote_ip=192.168.124.52
        """);

    [Fact]
    public void A_switch_without_its_link_is_made_anew_with_its_ports() => Steps(
        Gre with { Links = Replace(Gre.Links, Gre.Links.OfType<SwitchLink>().Single() with { Mtu = 0, Bridge = null, Up = false }) }, Gre, $"""
        ovs-vsctl --if-exists del-br cn-ov5
        ovs-vsctl --may-exist add-br cn-ov5 -- set bridge cn-ov5 datapath_type=netdev -- set interface cn-ov5 mtu_request=1458
        ip link set dev cn-ov5 mtu 1458 master cn-br5 up
        ovs-vsctl --may-exist add-port cn-ov5 {To}52 protected=true -- set interface {To}52 type=gre {From} options:remote_ip=192.168.124.52
        """);

    [Fact]
    public void With_a_switch_its_ports_go() => Assert.Equal(
        ["ip link del cn-br5", "ovs-vsctl --if-exists del-br cn-ov5"],
        Lines(Gre, KernelState.Empty).Where(line => line.Contains(" del-", StringComparison.Ordinal) || line.StartsWith("ip link", StringComparison.Ordinal)));
}
