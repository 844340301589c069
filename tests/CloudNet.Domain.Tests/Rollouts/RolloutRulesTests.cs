using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Rollouts;
using Xunit;

namespace CloudNet.Domain.Tests.Rollouts;

/// <summary>How a network goes from one way across to another, step by step.</summary>
public sealed class RolloutRulesTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Nobody_moves_before_all_are_ready()
    {
        Assert.Equal(new RolloutStep.Wait(), Next(RolloutState.Preparing, null, Second, Host(1), Host(2, ready: null)));
        Assert.Equal(new RolloutStep.Wait(), Next(RolloutState.Preparing, null, Second, Host(1), Host(2, applied: 6)));
        Assert.Equal(new RolloutStep.Wait(), Next(RolloutState.Preparing, null, Second, Host(1), Host(2, ready: false)));
        Assert.Equal(new RolloutStep.Move(Id(1)), Next(RolloutState.Preparing, null, Second, Host(2), Host(1)));
    }

    /// <summary>One, then as many again each time.</summary>
    [Theory]
    [InlineData(null, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(4, 8)]
    [InlineData(8, 10)]
    public void More_move_each_time(int? through, int next) => Assert.Equal(
        new RolloutStep.Move(Id(next)), Next(RolloutState.Moving, through, Second, [.. Enumerable.Range(1, 10).Select(n => Host(n))]));

    [Fact]
    public void It_is_done_when_the_last_has_moved()
    {
        Assert.Equal(new RolloutStep.Wait(), Next(RolloutState.Moving, 2, Second, Host(1), Host(2, applied: 6)));
        Assert.Equal(new RolloutStep.Finish(), Next(RolloutState.Moving, 2, Second, Host(1), Host(2)));
        // One that joined meanwhile moves as the others did.
        Assert.Equal(new RolloutStep.Move(Id(3)), Next(RolloutState.Moving, 2, Second, Host(1), Host(2), Host(3)));
        Assert.Equal(new RolloutStep.Finish(), Next(RolloutState.Preparing, null, Second));
    }

    [Fact]
    public void Who_is_not_ready_for_a_minute_ends_it() => Assert.Equal(
        new RolloutStep.Return("v2: UDP port 8300 is closed"),
        Next(RolloutState.Preparing, null, RolloutTerms.Default.Patience, Host(1), Host(2, ready: false)));

    [Fact]
    public void Who_has_just_begun_to_say_so_has_its_minute() => Assert.Equal(
        new RolloutStep.Wait(),
        Next(RolloutState.Preparing, null, 3 * RolloutTerms.Default.Patience, Host(1), Host(2, ready: false) with { Since = Now - Second }));

    [Fact]
    public void Once_packets_go_by_it_there_is_no_patience() => Assert.Equal(
        new RolloutStep.Return("v2: UDP port 8300 is closed"), Next(RolloutState.Moving, 1, TimeSpan.Zero, Host(1), Host(2, ready: false)));

    [Fact]
    public void Who_is_silent_for_five_minutes_ends_it()
    {
        var step = Assert.IsType<RolloutStep.Return>(Next(RolloutState.Moving, 1, RolloutTerms.Default.Longest, Host(1), Host(2, applied: 6)));
        Assert.StartsWith("v2 did not take it up within 5 minutes", step.Reason, StringComparison.Ordinal);
        RolloutHost[] silent = [.. Enumerable.Range(1, 5).Select(n => Host(n, ready: null))];
        step = Assert.IsType<RolloutStep.Return>(Next(RolloutState.Preparing, null, RolloutTerms.Default.Longest, silent));
        Assert.StartsWith("v1, v2, v3 and 2 more did not say that all is well", step.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void On_the_way_back_each_is_waited_for_however_long_that_takes()
    {
        Assert.Equal(new RolloutStep.Wait(), Next(RolloutState.Returning, null, Second, Host(1), Host(2, applied: 6)));
        Assert.Equal(new RolloutStep.GiveUp(), Next(RolloutState.Returning, null, Second, Host(1, ready: false), Host(2, ready: null)));
        Assert.Equal(new RolloutStep.Wait(), Next(RolloutState.Returning, null, 100 * RolloutTerms.Default.Longest, Host(1), Host(2, applied: 6)));
    }

    private static RolloutStep Next(RolloutState state, int? through, TimeSpan took, params RolloutHost[] hosts) =>
        RolloutRules.Next(new(state, through is { } n ? Id(n) : null, 7, Now - took), hosts, RolloutTerms.Default, Now);

    private static RolloutHost Host(int n, long applied = 7, bool? ready = true) =>
        new(Id(n), $"v{n}", applied, ready, ready == false ? "UDP port 8300 is closed" : null);

    private static HostId Id(int n) => new(Guid.Parse($"01980000-0000-7000-8000-{n:d12}"));
}
