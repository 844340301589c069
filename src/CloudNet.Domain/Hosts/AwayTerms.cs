namespace CloudNet.Domain.Hosts;

/// <summary>When the workloads of a host that is not heard of get no connections by services any more.</summary>
/// <param name="Grace">For how long nothing was heard of the host.</param>
public sealed record AwayTerms(TimeSpan Grace)
{
    /// <summary>A minute.</summary>
    public static AwayTerms Default { get; } = new(TimeSpan.FromMinutes(1));

    /// <summary>What is wrong with them; null where nothing is.</summary>
    public string? Problem => Grace < HostLinkRules.Silence || Grace > TimeSpan.FromDays(1)
        ? $"Services:AwayAfter is {Grace}. Give {HostLinkRules.Silence} to 1.00:00:00: a shorter silence is no sign that a host is gone." : null;
}
