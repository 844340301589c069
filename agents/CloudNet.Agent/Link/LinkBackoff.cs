using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Link;

/// <summary>
/// When to try again: a random time up to a bound that doubles with each failure ('full jitter'), so that thousands of agents
/// that lost one controller at one moment do not come back at one moment.
/// </summary>
/// <param name="timings">The bounds.</param>
/// <param name="random">A number from 0 up to 1, each time another.</param>
internal sealed class LinkBackoff(LinkTimings timings, Func<double> random)
{
    private int failures;

    /// <summary>The wait after a link that ended like this.</summary>
    public TimeSpan After(LinkEnd end)
    {
        if (end.WelcomedFor >= timings.Stable) failures = 0;
        if (Slow(end.Close)) return timings.Slow * (0.5 + (0.5 * random()));
        // Past 2^20 the bound is reached whatever the first was; the exponent stays small enough to compute.
        var bound = timings.FirstRetry * Math.Pow(2, Math.Min(failures++, 20));
        return (bound < timings.LongestRetry ? bound : timings.LongestRetry) * random();
    }

    private static bool Slow(LinkClose? close) =>
        close is LinkClose.HostRemoved or LinkClose.Replaced or LinkClose.NotProven or LinkClose.ProtocolUnknown;
}
