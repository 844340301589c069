using CloudNet.Contracts.Services;

namespace CloudNet.Agent.Plan.Health;

/// <summary>What is held of one backend by its checks: it takes several in a row to change that. Pure.</summary>
/// <param name="IsPassing">Whether it serves.</param>
/// <param name="InRow">How many checks in a row said the opposite; of one that is new, that it does not serve.</param>
/// <param name="Reason">Why it does not serve, as it was when that was decided.</param>
/// <param name="IsNew">Whether it was not found to serve yet.</param>
internal readonly record struct CheckState(bool IsPassing, int InRow, string Reason, bool IsNew)
{
    /// <summary>One that just came: it serves from the first check that goes well.</summary>
    public static CheckState New { get; } = new(false, 0, "it was not found to serve yet", IsNew: true);

    /// <summary>One that served when it was not checked yet.</summary>
    public static CheckState Passing { get; } = new(true, 0, "", IsNew: false);

    /// <summary>One that did not, before this agent knew why.</summary>
    public static CheckState Failing { get; } = new(false, 0, "it failed before the agent started, and was not found to serve since", IsNew: false);

    /// <summary>After a check.</summary>
    /// <param name="problem">Why it failed; null: it went well.</param>
    /// <param name="check">How many it takes.</param>
    public CheckState After(string? problem, HealthCheck check)
    {
        if (IsNew && problem is null) return Passing;
        if (!IsNew && problem is null == IsPassing) return this with { InRow = 0 };
        if (InRow + 1 < (problem is null ? check.Rise : check.Fall)) return this with { InRow = InRow + 1 };
        return problem is null ? Passing : new(false, 0, Shortened(problem), IsNew: false);
    }

    private static string Shortened(string reason) =>
        reason.Length <= HealthCheckBounds.ReasonLength ? reason : $"{reason[..(HealthCheckBounds.ReasonLength - 1)]}…";
}
