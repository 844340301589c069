using System.Collections.Immutable;

namespace CloudNet.Agent.Kernel;

/// <summary>What came of the steps: those that are not among the failures were done.</summary>
/// <param name="Failures">The steps that were not done, or not wholly.</param>
internal sealed record ApplyResult(ImmutableArray<StepFailure> Failures)
{
    /// <summary>Every step was done.</summary>
    public static ApplyResult Done { get; } = new([]);

    /// <summary>Whether every step was done.</summary>
    public bool IsDone => Failures.IsEmpty;
}
