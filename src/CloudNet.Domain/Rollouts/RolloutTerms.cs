namespace CloudNet.Domain.Rollouts;

/// <summary>How long a rollout waits for its hosts.</summary>
/// <param name="Patience">How long a host may say that it is not ready before any moves: its peers have the new way some moments before or after it.</param>
/// <param name="Longest">How long a host may say nothing.</param>
public sealed record RolloutTerms(TimeSpan Patience, TimeSpan Longest)
{
    /// <summary>A minute, and five.</summary>
    public static RolloutTerms Default { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));

    /// <summary>What is wrong with them, in words; null where nothing is.</summary>
    public string? Problem =>
        Patience < TimeSpan.FromSeconds(1) || Longest < Patience || Longest > TimeSpan.FromDays(1)
            ? $"Rollouts:Patience is 1 second or more, and Rollouts:Longest no less than that and at most a day; they are {Patience} and {Longest}."
            : null;
}
