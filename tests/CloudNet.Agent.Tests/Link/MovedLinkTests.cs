using System.Net;
using CloudNet.Agent.Link;
using CloudNet.Agent.Tests.Reconcile;
using CloudNet.Agent.Tests.Support;
using Xunit;

namespace CloudNet.Agent.Tests.Link;

/// <summary>The controller hears of another underlay address at once: over a real socket, its part played by the test.</summary>
public sealed class MovedLinkTests : IAsyncLifetime
{
    private static readonly IPAddress Other = IPAddress.Parse("192.168.124.77");
    private FakeGateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await FakeGateway.StartAsync();

    public async ValueTask DisposeAsync() => await gateway.DisposeAsync();

    [Fact]
    public async Task LinkThatStands_IsLeftForOneThatSaysTheNewAddress()
    {
        await using var rig = Patient();
        rig.Start();
        var link = await gateway.NextWelcomedAsync();
        Assert.Equal(Sample.Underlay(1), link.Hello!.UnderlayAddress);
        Move(rig);
        await rig.Keeper.LookAsync(CancellationToken.None);
        await link.LeftAsync();
        Assert.Equal(Other, (await gateway.NextWelcomedAsync()).Hello!.UnderlayAddress);
    }

    [Fact]
    public async Task WaitForTheNextTry_EndsAtOnce()
    {
        await using var rig = Patient();
        rig.Start();
        (await gateway.NextWelcomedAsync()).Cut();
        using var deadline = new CancellationTokenSource(Within.Limit);
        while (rig.Loop.Status.Phase != LinkPhase.Down) await Task.Delay(5, deadline.Token);
        Move(rig);
        await rig.Keeper.LookAsync(CancellationToken.None);
        Assert.Equal(Other, (await gateway.NextWelcomedAsync()).Hello!.UnderlayAddress);
    }

    [Fact]
    public async Task FirstHelloOfAHostThatMovedWhileItWasOff_SaysTheNewAddress()
    {
        await using var rig = Patient();
        Move(rig);
        rig.Start();
        Assert.Equal(Other, (await gateway.NextWelcomedAsync()).Hello!.UnderlayAddress);
    }

    private static void Move(LinkRig rig) => (rig.Kernel.Facts, rig.Guessed) = (ReconcileRig.Facts with { UnderlayAddress = Other }, Other);

    // Left to its back-off it would not come back within the test.
    private LinkRig Patient() => new(gateway, timings: new() { FirstRetry = TimeSpan.FromHours(1), LongestRetry = TimeSpan.FromHours(1) });
}
