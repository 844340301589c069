using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Agent.Tests.Plan.Drivers;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Paths;

/// <summary>When those who look at a host's networks are told to look again.</summary>
public sealed class LiveNetworksTests
{
    private static readonly HostFacts Facts = DriverSample.Facts();

    [Fact]
    public async Task They_are_when_a_network_comes_and_not_when_it_is_planned_again()
    {
        var live = new LiveNetworks();
        Assert.True(await IsToldAsync(live, On(Sample.Blue, Facts)));
        Assert.False(await IsToldAsync(live, On(Sample.Blue, Facts)));
    }

    [Fact]
    public async Task They_are_when_a_secret_comes_that_another_way_across_waits_for()
    {
        var plane = new DataPlane(NetworkDriver.Wireguard, 77, 51820, KeyGeneration: 1);
        var view = Sample.Blue.With(settings => settings with { Next = new(plane, PresharedKey: DriverSample.Secret) });
        var (waiting, complete) = (On(view, Facts), On(view, Facts.Sharing()));
        Assert.Null(waiting.Next);
        Assert.NotNull(complete.Next);
        var live = new LiveNetworks();
        Assert.True(await IsToldAsync(live, waiting));
        Assert.True(await IsToldAsync(live, complete));
        Assert.Same(complete, Assert.Single(live.Current));
    }

    [Fact]
    public async Task They_are_when_it_is_hidden()
    {
        var live = new LiveNetworks();
        await IsToldAsync(live, On(Sample.Blue, Facts));
        Assert.True(await IsToldAsync(live, On(Sample.Blue, Facts) with { IsHidden = true }));
    }

    private static NetworkOnHost On(NetworkView view, HostFacts facts) => new(view, view.Members[Sample.Host(1)], facts);

    private static async Task<bool> IsToldAsync(LiveNetworks live, NetworkOnHost network)
    {
        live.Take([network]);
        using var enough = new CancellationTokenSource();
        var told = live.Changed.WaitAsync(enough.Token);
        var isTold = told.IsCompleted;
        await enough.CancelAsync();
        await told.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return isTold;
    }
}
