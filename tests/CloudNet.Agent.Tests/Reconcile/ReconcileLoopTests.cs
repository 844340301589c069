using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Reconcile;

/// <summary>What the loop does to a kernel, and what it leaves alone.</summary>
public sealed class ReconcileLoopTests
{
    private static readonly StreamName HostStream = StreamName.Of(Sample.V1);
    private static readonly StreamName BlueStream = StreamName.Of(Sample.Blue);
    private static readonly StreamName GreenStream = StreamName.Of(Sample.Green);
    private static readonly ViewSet Nothing = ViewSet.Nothing(Sample.V1);
    private static readonly ViewSet InBlue = Nothing.With(new(1, Sample.HostView(Sample.Blue))).With(new(1, Sample.BlueView(1, 2)));
    private static readonly ViewSet InBoth = InBlue.With(new(2, Sample.HostView(Sample.Blue, Sample.Green))).With(new(1, Sample.GreenView(1, 2)));

    [Fact]
    public async Task NoViewYet_TouchesNothing()
    {
        await using var rig = new ReconcileRig(Nothing);
        await using var other = new ReconcileRig(InBlue);
        rig.Kernel.State = other.Planned();
        var result = await rig.StartAsync();
        Assert.Null(result.Found);
        Assert.Empty(rig.Kernel.Asked);
        Assert.Null(rig.Condition.Current.Workloads);
    }

    [Fact]
    public async Task ViewsFromDisk_AreProgrammed()
    {
        await using var rig = new ReconcileRig(InBlue);
        var result = await rig.StartAsync();
        Assert.Equal(rig.Planned(), rig.Kernel.State);
        Assert.Empty(result.Remaining);
        Assert.Empty(result.Problems);
        Assert.Equal([new(HostStream, 1), new(BlueStream, 1)], rig.Condition.Current.Applied);
    }

    [Fact]
    public async Task WhatRunsAlready_IsNotDisturbed()
    {
        await using var rig = new ReconcileRig(InBlue);
        var web = rig.Attach("web", "10.100.1.2");
        rig.Kernel.State = rig.Planned(web.Attachment);
        await rig.StartAsync();
        Assert.Empty(rig.Kernel.Asked);
        Assert.Equal("web", Assert.Single(rig.Condition.Current.Workloads!.Value).Name);
    }

    [Fact]
    public async Task NewPeer_IsProgrammedAndTheRevisionReported()
    {
        await using var rig = new ReconcileRig(InBlue);
        await rig.StartAsync();
        rig.Live.Take(InBlue.With(new(2, Sample.BlueView(1, 2, 3))));
        await rig.UntilAsync(() => rig.Condition.Current.Applied.Contains(new(BlueStream, 2)));
        Assert.Equal(rig.Planned(), rig.Kernel.State);
    }

    [Fact]
    public async Task LeftNetwork_IsTakenDownAndTheOtherStays()
    {
        await using var rig = new ReconcileRig(InBoth);
        await rig.StartAsync();
        rig.Live.Take(InBoth.With(new(3, Sample.HostView(Sample.Green))));
        await rig.LookAsync();
        Assert.DoesNotContain(rig.Kernel.State.Links, link => link.Name == LinkNames.Bridge(1));
        Assert.Contains(rig.Kernel.State.Links, link => link.Name == LinkNames.Bridge(2));
        Assert.Equal([new(HostStream, 3), new(GreenStream, 1)], rig.Condition.Current.Applied);
    }

    [Fact]
    public async Task RemovedHost_TakesEverythingDown()
    {
        await using var rig = new ReconcileRig(InBoth);
        rig.Attach("web", "10.100.1.2");
        await rig.StartAsync();
        rig.Live.Remove();
        await rig.LookAsync();
        Assert.Equal(KernelState.Empty, rig.Kernel.State with { Forwarding = KernelItems<IpForwarding>.None });
        Assert.Empty(rig.Condition.Current.Workloads!.Value);
    }
}
