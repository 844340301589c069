using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel.Drivers;

/// <summary>Whatever is done by hand to a network of the driver gre in a real Open vSwitch, a look finds it, and the steps put it right.</summary>
[Collection(DriverCollection.Name)]
[Trait("needs", "root")]
public sealed class SwitchRepairTests
{
    private const string ToV2 = "cn-ov5-192.168.124.52";
    private static readonly NetworkView Segment = Sample.Blue.With(settings => settings with { Driver = NetworkDriver.Gre });

    // What somebody does on the host.
    private static readonly string[] Damage =
    [
        $"ovs-vsctl del-port {ToV2}",
        "ovs-vsctl del-br cn-ov5",
        "ip link del cn-ov5",
        "ip link set dev cn-ov5 nomaster",
        "ip link set dev cn-ov5 down",
        "ovs-vsctl set interface cn-ov5 mtu_request=1300",
        $"ovs-vsctl set port {ToV2} protected=false",
        $"ovs-vsctl set interface {ToV2} options:key=6",
        $"ovs-vsctl set interface {ToV2} options:csum=true",
        $"ovs-vsctl set interface {ToV2} options:remote_ip=192.168.124.99",
        $"ovs-vsctl set interface {ToV2} options:remote_ip=nowhere",
        $"ovs-vsctl set interface {ToV2} type=vxlan",
        $"ovs-vsctl del-port {ToV2} -- add-port eth0 {ToV2} -- set interface {ToV2} type=gre options:remote_ip=192.168.124.52",
        "ovs-vsctl add-port cn-ov5 cn-ov5-192.168.124.99 -- set interface cn-ov5-192.168.124.99 type=gre options:remote_ip=192.168.124.99",
        "ovs-vsctl add-br cn-ov66 -- set bridge cn-ov66 datapath_type=netdev",
        "ip link add cn-ov66 type bridge",
        "ip tuntap add dev cn-ov66 mode tap",
        "ovs-vsctl del-br cn-ov5; ip tuntap add dev cn-ov5 mode tap",
    ];

    [Fact]
    public async Task What_was_done_by_hand_is_found_and_put_right()
    {
        await using var wire = await Wire.CreateAsync(1, withSwitch: true);
        var desired = await wire[1].PlanAsync([Segment]);
        await wire[1].Kernel.GoesToAsync(desired);
        foreach (var byHand in Damage) await IsPutRightAsync(wire[1], byHand, desired);
    }

    [Fact]
    public async Task A_switch_that_was_ended_and_began_again_is_put_right()
    {
        await using var wire = await Wire.CreateAsync(1, withSwitch: true);
        var desired = await wire[1].PlanAsync([Segment]);
        await wire[1].Kernel.GoesToAsync(desired);
        await wire[1].RunAsync("""
            ovs-appctl -t ovs-vswitchd exit --cleanup
            timeout 10 sh -c 'while test -e /run/openvswitch/ovs-vswitchd.pid || ip link show dev cn-ov5; do sleep 0.05; done' 2>/dev/null
            """);
        await IsPutRightAsync(wire[1], $"{HostSwitch.Start}; ovs-vsctl --timeout=5 add-br other; ovs-vsctl --timeout=5 del-br other", desired);
    }

    [Fact]
    public async Task A_port_that_was_put_right_carries_again()
    {
        await using var wire = await Wire.CreateAsync(2, withSwitch: true);
        var (web, atWeb) = await wire.AttachAsync(1, Segment, "10.100.1.2");
        await wire[1].BuildAsync(Segment, atWeb);
        await wire[2].BuildAsync(Segment);
        await web.RunAsync("ping -q -c 2 -i 0.2 -W 2 10.100.2.1");
        await wire[1].RunAsync($"ovs-vsctl set interface {ToV2} options:key=6");
        await Assert.ThrowsAsync<InvalidOperationException>(() => web.RunAsync("ping -q -c 1 -W 1 10.100.2.1"));
        await wire[1].BuildAsync(Segment, atWeb);
        await web.RunAsync("ping -q -c 1 -W 2 10.100.2.1");
        await wire[1].RunAsync("ip link del cn-ov5");
        await wire[1].BuildAsync(Segment, atWeb);
        await web.RunAsync("ping -q -c 2 -i 0.2 -W 2 10.100.2.1");
    }

    private static async Task IsPutRightAsync(WireHost host, string byHand, KernelState desired)
    {
        var cancel = TestContext.Current.CancellationToken;
        await host.RunAsync(byHand);
        Assert.True(KernelDiff.Between(await host.Kernel.ReadAsync(cancel), desired).Length > 0, $"'{byHand}' is seen");
        // What hides other damage goes first; a third look is not needed.
        for (var look = 0; look < 2; look++)
        {
            var result = await host.Kernel.ApplyAsync(KernelDiff.Between(await host.Kernel.ReadAsync(cancel), desired), cancel);
            Assert.Equal("", string.Join('\n', result.Failures));
        }
        await host.Kernel.IsAtAsync(desired);
    }
}
