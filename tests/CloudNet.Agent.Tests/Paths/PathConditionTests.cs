using CloudNet.Agent.Paths;
using CloudNet.Contracts.Paths;
using Xunit;

namespace CloudNet.Agent.Tests.Paths;

/// <summary>What probes add up to.</summary>
public sealed class PathConditionTests
{
    private static readonly TimeSpan Took = TimeSpan.FromMilliseconds(8);

    [Fact]
    public void Nothing_is_known_before_the_first_probe()
    {
        Assert.Null(PathCondition.Unknown.Reached);
        Assert.Equal(0, PathCondition.Unknown.LossPercent);
    }

    [Fact]
    public void A_path_is_lost_after_three_misses_in_a_row_and_not_before()
    {
        var path = PathCondition.Unknown.Answered(Took).Missed().Missed();
        Assert.True(path.Reached);
        Assert.True(path.Answered(Took).Missed().Missed().Reached);
        Assert.False(path.Missed().Reached);
    }

    [Fact]
    public void One_that_never_answered_is_lost_after_three()
    {
        Assert.Null(PathCondition.Unknown.Missed().Missed().Reached);
        Assert.False(PathCondition.Unknown.Missed().Missed().Missed().Reached);
    }

    [Fact]
    public void One_answer_brings_it_back_and_takes_the_fault_away()
    {
        var back = (PathCondition.Unknown.Missed().Missed().Missed() with { Fault = PathFault.Tunnel }).Answered(Took);
        Assert.True(back.Reached);
        Assert.Null(back.Fault);
        Assert.Equal(75, back.LossPercent);
    }

    [Fact]
    public void Loss_is_of_the_last_twenty()
    {
        var path = PathCondition.Unknown;
        for (var probe = 0; probe < 30; probe++) path = path.Missed();
        for (var probe = 0; probe < 15; probe++) path = path.Answered(Took);
        Assert.Equal(25, path.LossPercent);
    }

    [Fact]
    public void Latency_is_smoothed()
    {
        var path = PathCondition.Unknown.Answered(Took);
        Assert.Equal(Took, path.Latency);
        Assert.Equal(TimeSpan.FromMilliseconds(9), path.Answered(TimeSpan.FromMilliseconds(16)).Latency);
    }
}
