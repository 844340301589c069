using System.Net;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Agent.Tests.Reconcile;

/// <summary>What goes wrong around the loop, and how it gets over that.</summary>
public sealed class ReconcileFaultTests
{
    private static readonly StreamName HostStream = StreamName.Of(Sample.V1);
    private static readonly StreamName BlueStream = StreamName.Of(Sample.Blue);
    private static readonly StreamName GreenStream = StreamName.Of(Sample.Green);
    private static readonly ViewSet Nothing = ViewSet.Nothing(Sample.V1);
    private static readonly ViewSet InBlue = Nothing.With(new(1, Sample.HostView(Sample.Blue))).With(new(1, Sample.BlueView(1, 2)));
    private static readonly ViewSet InBoth = InBlue.With(new(2, Sample.HostView(Sample.Blue, Sample.Green))).With(new(1, Sample.GreenView(1, 2)));

    [Fact]
    public async Task ViewThatIsMissing_MakesNothingOfItsNetworkGo()
    {
        await using var rig = new ReconcileRig(InBoth with { Copies = InBoth.Copies.Remove(GreenStream) });
        await using var whole = new ReconcileRig(InBoth);
        rig.Kernel.State = whole.Planned();
        await rig.StartAsync();
        Assert.Equal(whole.Planned(), rig.Kernel.State);
        Assert.Equal([new(BlueStream, 1)], rig.Condition.Current.Applied);
        // A peer of the network that is known goes all the same.
        rig.Live.Take(rig.Live.Current.Views.With(new(2, Sample.BlueView(1))));
        await rig.LookAsync();
        Assert.DoesNotContain(rig.Kernel.State.Routes, route => route.Link == LinkNames.Vxlan(1));
        Assert.Contains(rig.Kernel.State.Routes, route => route.Link == LinkNames.Vxlan(2));
    }

    [Fact]
    public async Task ChangeByHand_IsRepairedWhenTheKernelSaysSo()
    {
        await using var rig = new ReconcileRig(InBlue);
        await rig.StartAsync();
        await rig.LookAsync();
        rig.Kernel.State = KernelState.Empty;
        rig.Kernel.Announce(KernelEventKind.Link);
        await EventuallyAsync(() => rig.Kernel.State == rig.Planned());
    }

    [Fact]
    public async Task ChangeThatWasNotSeen_IsRepairedAtThePeriod()
    {
        var clock = new FakeTimeProvider();
        await using var rig = new ReconcileRig(InBlue, clock);
        await rig.StartAsync();
        rig.Kernel.State = KernelState.Empty;
        await PassesUntilAsync(clock, () => rig.Kernel.State == rig.Planned());
    }

    [Fact]
    public async Task StepThatFails_IsReported_HoldsNoOtherUp_AndIsTriedAgainLaterAndLater()
    {
        var clock = new FakeTimeProvider();
        var routed = Sample.GreenView(1, 2) with { Settings = Sample.GreenView().Settings with { Driver = NetworkDriver.Routed } };
        await using var rig = new ReconcileRig(InBoth.With(new(2, routed)), clock);
        var foreign = IPNetwork.Parse("10.200.2.0/24");
        rig.Kernel.ForeignRoutes.Add(foreign);
        var result = await rig.StartAsync();
        Assert.Contains("10.200.2.0/24", Assert.Single(result.Problems));
        Assert.Equal([new(BlueStream, 1)], rig.Condition.Current.Applied);

        int Tries() => rig.Kernel.Asked.Count(step => step.Item is KernelRoute route && route.Destination.Equals(foreign));
        var tries = Tries();
        // A look for another reason does not try again what has just failed.
        var reads = rig.Counted.Reads;
        rig.Kernel.Announce(KernelEventKind.Route);
        await EventuallyAsync(() =>
        {
            if (clock.GetUtcNow() - clock.Start < TimeSpan.FromMilliseconds(400)) clock.Advance(TimeSpan.FromMilliseconds(5));
            return rig.Counted.Reads > reads;
        });
        Assert.Equal(tries, Tries());
        clock.Advance(TimeSpan.FromMilliseconds(500));
        await EventuallyAsync(() => Tries() > tries);

        rig.Kernel.ForeignRoutes.Clear();
        await PassesUntilAsync(clock, () => rig.Condition.Current is { Problems.Length: 0 } now && now.Applied.Contains(new(GreenStream, 2)));
    }

    [Fact]
    public async Task UnderlayAddressThatIsAway_IsReportedAndNothingTouched()
    {
        var clock = new FakeTimeProvider();
        await using var rig = new ReconcileRig(InBlue, clock);
        await using var whole = new ReconcileRig(InBoth);
        rig.Kernel.State = whole.Planned();
        rig.Kernel.Facts = null;
        Assert.Contains("192.168.124.51", Assert.Single((await rig.StartAsync()).Problems));
        Assert.Empty(rig.Kernel.Asked);
        rig.Kernel.Facts = ReconcileRig.Facts;
        await PassesUntilAsync(clock, () => rig.Condition.Current.Problems.IsEmpty);
        Assert.Equal(rig.Planned(), rig.Kernel.State);
    }

    [Fact]
    public async Task NamespaceThatGoesAndComes_IsAttachedAgainWithItsAddress()
    {
        var clock = new FakeTimeProvider();
        await using var rig = new ReconcileRig(InBlue, clock);
        var web = rig.Attach("web", "10.100.1.2");
        await rig.StartAsync();
        rig.Missing.Add("/run/netns/web");
        await rig.LookAsync();
        Assert.Equal(rig.Planned(), rig.Kernel.State);
        Assert.Empty(rig.Condition.Current.Workloads!.Value);
        Assert.Equal(1, rig.Attachments.Current.Count);

        rig.Missing.Clear();
        await PassesUntilAsync(clock, () => rig.Condition.Current.Workloads is [_]);
        Assert.Equal(rig.Planned(web.Attachment), rig.Kernel.State);
    }

    [Fact]
    public async Task ProcessThatEnds_ReleasesItsAddress()
    {
        await using var rig = new ReconcileRig(InBlue);
        rig.Attach("web", "10.100.1.2", NetnsKind.Process);
        await rig.StartAsync();
        rig.Missing.Add("/run/netns/web");
        await rig.LookAsync();
        Assert.Equal(0, rig.Attachments.Current.Count);
        Assert.Equal(rig.Planned(), rig.Kernel.State);
    }

    // The loop gives no sign for some of what it does here; the state itself is looked at until a deadline.
    // Time goes on bit by bit: whoever reads the clock and begins to wait just as it jumps would wait for what is past.
    private static Task PassesUntilAsync(FakeTimeProvider clock, Func<bool> so) => EventuallyAsync(() =>
    {
        clock.Advance(TimeSpan.FromMilliseconds(50));
        return so();
    });

    private static async Task EventuallyAsync(Func<bool> so)
    {
        using var deadline = new CancellationTokenSource(Within.Limit);
        while (!so()) await Task.Delay(5, deadline.Token);
    }
}
