using CloudNet.Agent.Link;
using CloudNet.Contracts.Link;
using Xunit;

namespace CloudNet.Agent.Tests.Link;

public sealed class LinkBackoffTests
{
    private static readonly LinkEnd Failed = new(null, "refused", TimeSpan.Zero);
    private static readonly LinkTimings Timings = new();

    [Fact]
    public void Bound_DoublesUpToTheLongest()
    {
        var backoff = new LinkBackoff(Timings, () => 1);
        var waits = Enumerable.Range(0, 40).Select(_ => backoff.After(Failed).TotalSeconds).ToArray();
        Assert.Equal([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 15, 15], waits[..10].Select(wait => Math.Round(wait, 3)));
        Assert.All(waits[8..], wait => Assert.Equal(15, wait));
    }

    [Fact]
    public void Wait_IsAnywhereFromNothingToTheBound()
    {
        Assert.Equal(TimeSpan.Zero, new LinkBackoff(Timings, () => 0).After(Failed));
        Assert.Equal(TimeSpan.FromMilliseconds(50), new LinkBackoff(Timings, () => 0.5).After(Failed));
    }

    [Fact]
    public void StableLink_BeginsAnew_AndAShortOneDoesNot()
    {
        var backoff = new LinkBackoff(Timings, () => 1);
        for (var count = 0; count < 10; count++) backoff.After(Failed);
        Assert.Equal(Timings.LongestRetry, backoff.After(Failed with { WelcomedFor = Timings.Stable - TimeSpan.FromTicks(1) }));
        Assert.Equal(Timings.FirstRetry, backoff.After(Failed with { WelcomedFor = Timings.Stable }));
    }

    [Theory]
    [InlineData(LinkClose.HostRemoved)]
    [InlineData(LinkClose.Replaced)]
    [InlineData(LinkClose.NotProven)]
    [InlineData(LinkClose.ProtocolUnknown)]
    public void WhatTimeDoesNotHeal_IsTriedSlowly(LinkClose close)
    {
        var end = Failed with { Close = close };
        Assert.Equal(Timings.Slow, new LinkBackoff(Timings, () => 1).After(end));
        Assert.Equal(Timings.Slow / 2, new LinkBackoff(Timings, () => 0).After(end));
    }
}
