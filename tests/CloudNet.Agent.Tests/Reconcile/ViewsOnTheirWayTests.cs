using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Views;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Agent.Tests.Reconcile;

/// <summary>A host that was told of its networks, whose own views are still on their way.</summary>
public sealed class ViewsOnTheirWayTests
{
    private static readonly ViewSet Nothing = ViewSet.Nothing(Sample.V1);
    private static readonly ViewSet Announced = Nothing.With(new(1, Sample.HostView(Sample.Blue)));
    private static readonly ViewSet InBlue = Announced.With(new(1, Sample.BlueView(1, 2)));

    [Fact]
    public async Task AWorkloadOfSuchANetwork_IsNoProblem()
    {
        await using var rig = new ReconcileRig(Announced);
        rig.Attach("web", "10.100.1.2");
        var result = await rig.StartAsync();
        Assert.Empty(result.Problems);
        rig.Live.Take(InBlue);
        Assert.Empty((await rig.LookAsync()).Problems);
    }

    [Fact]
    public async Task AWorkloadOfANetworkThatTheHostIsNotIn_IsOne()
    {
        await using var rig = new ReconcileRig(Nothing.With(new(1, Sample.HostView(Sample.Green))).With(new(1, Sample.GreenView(1, 2))));
        rig.Attach("web", "10.100.1.2");
        Assert.StartsWith("workload web is left out: this host is not in its network", Assert.Single((await rig.StartAsync()).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheirArrivalEndsTheWait()
    {
        var clock = new FakeTimeProvider();
        await using var rig = new ReconcileRig(Nothing, clock);
        await rig.StartAsync();
        rig.Live.Take(Announced);
        rig.Live.Take(InBlue);
        await rig.LookAsync();
        Assert.Equal(rig.Planned(), rig.Kernel.State);
    }

    [Fact]
    public async Task TheFirstLookWaitsForThemButNotForLong()
    {
        var clock = new FakeTimeProvider();
        await using var rig = new ReconcileRig(Nothing, clock);
        await rig.StartAsync();
        rig.Live.Take(Announced);
        var look = rig.LookAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => look.WaitAsync(TimeSpan.FromMilliseconds(200)));
        while (!look.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(30));
            await Task.Yield();
        }
        Assert.NotNull((await look).Found);
    }
}
