using CloudNet.Agent.Diff;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel.Drivers;

/// <summary>Networks of the driver gre in a real Open vSwitch: apart, beside what is not CloudNet's there, and while it is away.</summary>
[Collection(DriverCollection.Name)]
[Trait("needs", "root")]
public sealed class SwitchTests
{
    private const string ToV2 = "cn-ov5-192.168.124.52";
    private static readonly NetworkView Segment = Sample.Blue.With(settings => settings with { Driver = NetworkDriver.Gre });

    [Fact]
    public async Task Two_networks_of_the_same_hosts_do_not_see_each_other()
    {
        await using var wire = await Wire.CreateAsync(2, withSwitch: true);
        var other = Sample.Network(7, Segment.Settings with { Name = "green", Vni = 7, Ranges = [System.Net.IPNetwork.Parse("10.107.0.0/16")] },
            Sample.Member(1, "10.107.1.0/24"), Sample.Member(2, "10.107.2.0/24"));
        var blue = Segment.Without(3);
        var (web, atWeb) = await wire.AttachAsync(1, blue, "10.100.1.2");
        var (db, atDb) = await wire.AttachAsync(2, other, "10.107.2.2");
        await wire[1].Kernel.GoesToAsync(await wire[1].PlanAsync([blue, other], atWeb));
        await wire[2].Kernel.GoesToAsync(await wire[2].PlanAsync([blue, other], atDb with { Id = Sample.Attach(9, other, "10.107.2.2").Id }));
        await web.RunAsync("ping -q -c 2 -i 0.2 -W 2 10.100.2.1");
        await db.RunAsync("ping -q -c 2 -i 0.2 -W 2 10.107.1.1");
        await Assert.ThrowsAsync<InvalidOperationException>(() => web.RunAsync("ping -q -c 1 -W 1 10.107.2.2"));
        // Nor with an address of the other's: what is for all of the one is not heard in the other.
        await db.RunAsync("ip address add 10.100.9.9/16 dev eth0");
        await Assert.ThrowsAsync<InvalidOperationException>(() => web.RunAsync("ping -q -c 2 -i 0.2 -W 1 10.100.9.9"));
    }

    [Fact]
    public async Task What_is_not_CloudNets_is_as_it_was_and_nothing_is_left_in_the_end()
    {
        await using var wire = await Wire.CreateAsync(1, withSwitch: true);
        await wire[1].RunAsync("""
            ovs-vsctl add-br br-other -- set bridge br-other datapath_type=netdev -- set interface br-other mtu_request=1400
            ovs-vsctl add-port br-other gre-other -- set interface gre-other type=gre options:remote_ip=192.168.124.99 options:key=9
            """);
        const string show = "ovs-vsctl show; ip -o link | grep -v ' cn-'; ovs-vsctl --columns=name,type,options,mtu_request list interface br-other gre-other";
        var before = await wire[1].RunAsync(show);
        await wire[1].BuildAsync(Segment);
        Assert.Contains(ToV2, await wire[1].RunAsync("ovs-vsctl show"), StringComparison.Ordinal);
        Assert.Empty((await Cleaner.CleanAsync(wire[1].Kernel, TestContext.Current.CancellationToken)).Failures);
        Text.Equal(before, await wire[1].RunAsync(show));
        Assert.Equal("", await wire[1].RunAsync("ip -brief link | grep cn- || true; ovs-vsctl list-br | grep cn- || true; ovs-vsctl show | grep cn- || true"));
        Assert.True((await Cleaner.CleanAsync(wire[1].Kernel, TestContext.Current.CancellationToken)).IsDone);
    }

    [Fact]
    public async Task While_the_database_is_away_it_is_said_and_nothing_is_torn_down()
    {
        await using var wire = await Wire.CreateAsync(1, withSwitch: true);
        var desired = await wire[1].PlanAsync([Segment]);
        await wire[1].Kernel.GoesToAsync(desired);
        Assert.Equal(SwitchKind.UserSpace, (await wire[1].FactsAsync()).Switch);
        await wire[1].RunAsync("kill $(cat /run/openvswitch/ovsdb-server.pid); timeout 10 sh -c 'while test -e /run/openvswitch/ovsdb-server.pid; do sleep 0.05; done'");
        Assert.Equal(SwitchKind.Silent, (await wire[1].FactsAsync()).Switch);
        Assert.Contains((await ReadAsync(wire)).Links, link => link is SwitchLink { Name: "cn-ov5" });
        var result = await wire[1].Kernel.ApplyAsync(KernelDiff.Between(await ReadAsync(wire), KernelState.Empty), TestContext.Current.CancellationToken);
        Assert.Contains("Open vSwitch's database does not answer; start it", Assert.Single(result.Failures).ToString(), StringComparison.Ordinal);
        await wire[1].RunAsync(HostSwitch.StartDatabase);
        await wire[1].Kernel.GoesToAsync(KernelState.Empty);
        await wire[1].Kernel.GoesToAsync(desired);
    }

    [Fact]
    public async Task A_switch_that_does_not_act_is_told_of_and_nobody_waits_for_it_for_long()
    {
        await using var wire = await Wire.CreateAsync(1, withSwitch: true);
        var desired = await wire[1].PlanAsync([Segment]);
        await wire[1].RunAsync("kill -STOP $(cat /run/openvswitch/ovs-vswitchd.pid)");
        var began = System.Diagnostics.Stopwatch.StartNew();
        var result = await wire[1].Kernel.ApplyAsync(
            [KernelStep.Add(desired.Links.OfType<SwitchLink>().Single())], TestContext.Current.CancellationToken);
        Assert.InRange(began.Elapsed.TotalSeconds, 0, SwitchRun.Seconds + 5);
        Assert.Contains("ovs-vswitchd did not act on it within 5 s; start it", Assert.Single(result.Failures).ToString(), StringComparison.Ordinal);
        await wire[1].RunAsync("kill -CONT $(cat /run/openvswitch/ovs-vswitchd.pid)");
        await wire[1].Kernel.GoesToAsync(desired);
    }

    [Fact]
    public async Task Without_a_way_to_its_peers_a_host_says_so()
    {
        await using var wire = await Wire.CreateAsync(1, withSwitch: true);
        await wire[1].RunAsync("ip link add other type bridge; ip address flush dev eth0; ip address add 192.168.124.51/24 dev other; ip link set dev other up");
        Assert.Equal(SwitchKind.Elsewhere, (await wire[1].FactsAsync()).Switch);
        var ability = DriverSupport.Find(SwitchKind.Elsewhere).Single(of => of.Driver == NetworkDriver.Gre);
        Assert.Contains("make the host's NIC a port of a bridge with datapath_type=netdev", ability.WhyNot, StringComparison.Ordinal);
    }

    private static Task<KernelState> ReadAsync(Wire wire) => wire[1].Kernel.ReadAsync(TestContext.Current.CancellationToken);
}
