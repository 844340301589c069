using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Link;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Attach;

/// <summary>The whole agent on the real kernel, the controller played by the test.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class AgentRunTests
{
    private static readonly StreamName HostStream = StreamName.Of(Sample.V1);
    private static readonly StreamName BlueStream = StreamName.Of(Sample.Blue);

    [Fact]
    public async Task FirstLink_BringsTheHostIntoItsNetwork_AndReportsIt()
    {
        await using var rig = await AgentRig.StartAsync();
        var link = await rig.Gateway.NextWelcomedAsync();
        await link.SendAsync(new Snapshot(HostStream, 2, Sample.HostView(Sample.Blue)));
        await link.ReceiveAsync<Follow>();
        await link.SendAsync(new Snapshot(BlueStream, 5, Sample.BlueView(1, 2)));
        await link.ReceiveAsync<Report>(report => report.Applied.Contains(new(BlueStream, 5)));
        Assert.Contains("10.100.2.0/24 via 10.100.2.0 dev cn-vx1", await rig.Host.RunAsync("ip route"));
        await link.SendAsync(new Delta(BlueStream, 5, 6, [new NetworkMemberSet(Sample.Member(3)), new NetworkMemberRemoved(Sample.V2)]));
        var report = await link.ReceiveAsync<Report>(report => report.Applied.Contains(new(BlueStream, 6)));
        Assert.Empty(report.Problems);
        Assert.Contains("10.100.3.0/24", await rig.Host.RunAsync("ip route"));
        Assert.DoesNotContain("10.100.2.0/24", await rig.Host.RunAsync("ip route"));
        var status = await rig.StatusAsync();
        Assert.Equal("linked", status.Link);
        var blue = Assert.Single(status.Networks);
        Assert.Equal(("blue", 6, 6L, 1), (blue.Name, blue.Revision, blue.Applied, blue.Peers));
    }

    [Fact]
    public async Task Workload_IsReportedWithItsAddress()
    {
        await using var rig = await AgentRig.StartAsync(Sample.BlueView(1, 2));
        await using var web = await NetworkNamespace.CreateAsync();
        var link = await rig.Gateway.NextWelcomedAsync();
        Assert.Empty((await link.ReceiveAsync<Report>(report => report.Workloads is not null)).Workloads!);
        var workload = await rig.AttachAsync(web.Name, "web", labels: ["app=web"]);
        var reported = Assert.Single((await link.ReceiveAsync<Report>(report => report.Workloads is not null)).Workloads!);
        Assert.Equal((workload.Id, Sample.Blue, "web", workload.Addresses.Single(), "web"), (reported.Id, reported.Network, reported.Name, reported.Addresses.Single(), reported.Labels["app"]));
    }

    [Fact]
    public async Task Restart_LosesNoPacket_AndFindsNothingToDo()
    {
        await using var rig = await AgentRig.StartAsync(Sample.BlueView(1, 2));
        await using var web = await NetworkNamespace.CreateAsync();
        await rig.AttachAsync(web.Name, "web");
        // The bridge has learned the workload's MAC before, or it may do so in between; the FDB is listed in the order of a hash table.
        await web.RunAsync("ping -c 1 -W 2 10.100.1.1");
        const string all = "ip link; ip route; bridge fdb | sort; nft -a list ruleset";
        var before = await rig.Host.RunAsync(all);
        var pings = web.RunAsync("ping -i 0.01 -c 200 -W 1 10.100.1.1");
        await rig.StopAsync();
        await rig.RunAsync();
        Assert.Contains(" 0% packet loss", await pings);
        Assert.Equal(before, await rig.Host.RunAsync(all));
    }

    [Fact]
    public async Task Reboot_WithNoController_BringsTheNetworkBackFromDisk()
    {
        await using var rig = await AgentRig.StartAsync(Sample.BlueView(1, 2));
        await using var web = await NetworkNamespace.CreateAsync();
        await rig.AttachAsync(web.Name, "web");
        await rig.StopAsync();
        var before = await rig.Kernel.ReadAsync(CancellationToken.None);
        await rig.Host.RunAsync("ip link del cn-br1; ip link del cn-vx1; nft delete table inet cloudnet; for veth in $(ip -o link show type veth | grep -o 'cn-[0-9a-f]*'); do ip link del $veth; done");
        await rig.RunAsync();
        using var deadline = new CancellationTokenSource(Within.Limit);
        while ((await rig.Kernel.ReadAsync(deadline.Token)) is var now && now != before) await Task.Delay(20, deadline.Token);
        await web.RunAsync("ping -c 1 -W 2 10.100.1.1");
    }

    [Theory]
    [InlineData("nft delete table inet cloudnet")]
    [InlineData("ip link del cn-br1")]
    [InlineData("ip link del cn-vx1")]
    [InlineData("ip route del 10.100.2.0/24")]
    [InlineData("ip neighbour flush dev cn-vx1 nud permanent")]
    public async Task ByHand_IsRepairedLongBeforeThePeriodicLook(string byHand)
    {
        await using var rig = await AgentRig.StartAsync(Sample.BlueView(1, 2));
        await rig.SettledAsync();
        using var deadline = new CancellationTokenSource(Within.Limit);
        var before = await rig.Kernel.ReadAsync(deadline.Token);
        await rig.Host.RunAsync(byHand);
        while ((await rig.Kernel.ReadAsync(deadline.Token)) != before) await Task.Delay(20, deadline.Token);
    }

    [Fact]
    public async Task HostRemoved_TakesEverythingDown_AlsoAfterARestart()
    {
        await using var rig = await AgentRig.StartAsync(Sample.BlueView(1, 2));
        await using var web = await NetworkNamespace.CreateAsync();
        await rig.AttachAsync(web.Name, "web");
        var link = await rig.Gateway.NextAsync();
        await link.CloseAsync(LinkClose.HostRemoved, "removed");
        using var deadline = new CancellationTokenSource(Within.Limit);
        while ((await rig.Kernel.ReadAsync(deadline.Token) with { Forwarding = KernelState.Empty.Forwarding }) != KernelState.Empty)
            await Task.Delay(20, deadline.Token);
        await rig.StopAsync();
        Assert.Empty(Directory.GetFiles(rig.State.Views));
        await rig.RunAsync();
        Assert.True((await rig.StatusAsync()).Removed);
        Assert.Equal(KernelState.Empty, await rig.Kernel.ReadAsync(deadline.Token) with { Forwarding = KernelItems<IpForwarding>.None });
    }
}
