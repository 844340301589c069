namespace CloudNet.Agent.Link;

/// <summary>How long the link waits for what.</summary>
internal sealed record LinkTimings
{
    /// <summary>For the connection, the challenge and the welcome, each.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between pings of an idle link, and for the answer to one.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest back-off after the first failure.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Largest back-off of all.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a link must have stood for the back-off to begin anew.</summary>
    public TimeSpan Stable { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Back-off where trying again soon cannot help: the host was removed, is not known, or is linked twice.</summary>
    public TimeSpan Slow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Least time between two reports.</summary>
    public TimeSpan ReportSpacing { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a snapshot that was asked for may take before it is asked for again.</summary>
    public TimeSpan AskAgain { get; init; } = TimeSpan.FromSeconds(30);
}
