using System.Collections.Immutable;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Kernel;

namespace CloudNet.Agent.Reconcile;

/// <summary>
/// Steps that failed are tried again later and later, each for itself: one that cannot succeed neither spins (its own attempt
/// makes kernel events) nor keeps the others from being done at once.
/// </summary>
/// <param name="clock">Tells when a step is due.</param>
internal sealed class StepBackoff(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, (StepFailure Failure, TimeSpan Wait, DateTimeOffset Due)> failed = [];

    /// <summary>The last failure of each step that is still needed.</summary>
    public ImmutableArray<StepFailure> Failures => [.. failed.Values.Select(held => held.Failure)];

    /// <summary>When the next step is due; null where none is held back.</summary>
    public DateTimeOffset? NextDue => failed.Count == 0 ? null : failed.Values.Min(held => held.Due);

    /// <summary>Forgets all waiting: what is wanted has changed, and with it perhaps what stood in the way.</summary>
    public void Forget() => failed.Clear();

    /// <summary>The steps that may be tried now.</summary>
    public ImmutableArray<KernelStep> Due(ImmutableArray<KernelStep> steps)
    {
        var now = clock.GetUtcNow();
        return failed.Count == 0 ? steps : [.. steps.Where(step => !failed.TryGetValue(step.Text, out var held) || held.Due <= now)];
    }

    /// <summary>
    /// Takes note of what came of the steps tried, and of those still needed afterwards. One that was done and is needed still has
    /// failed too: the tool did not do what it said, or another program undoes it.
    /// </summary>
    public void Tried(ImmutableArray<KernelStep> tried, ApplyResult result, ImmutableArray<KernelStep> remaining)
    {
        var needed = remaining.Select(step => step.Text).ToHashSet();
        var named = result.Failures.Select(failure => failure.Step.Text).ToHashSet();
        var undone = tried.Where(step => needed.Contains(step.Text) && !named.Contains(step.Text))
            .Select(step => new StepFailure(step, step.Commands[^1], "done, and not so afterwards: is another program changing it?"));
        foreach (var failure in result.Failures.Concat(undone))
        {
            var wait = failed.TryGetValue(failure.Step.Text, out var held) ? Min(held.Wait * 2, Longest) : First;
            failed[failure.Step.Text] = (failure, wait, clock.GetUtcNow() + wait);
        }
        foreach (var done in failed.Keys.Where(text => !needed.Contains(text)).ToArray()) failed.Remove(done);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
