using System.Collections.Immutable;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Runs steps in as few processes as their order allows: consecutive commands of one tool in one namespace are one batch.
/// After a command that failed, later batches leave the rest of its step out.
/// </summary>
internal sealed class StepRun(ToolRunner tools)
{
    private readonly Dictionary<KernelStep, StepFailure> failures = new(ReferenceEqualityComparer.Instance);
    private readonly List<KernelStep> owners = [];
    private CommandBatch? batch;

    /// <summary>Runs all steps.</summary>
    public async Task<ApplyResult> RunAsync(ImmutableArray<KernelStep> steps, CancellationToken cancel)
    {
        foreach (var step in steps)
            foreach (var command in step.Commands)
                await RunAsync(step, command, cancel);
        await FlushAsync(cancel);
        await AbandonAsync(cancel);
        return failures.Count == 0 ? ApplyResult.Done : new([.. steps.Where(failures.ContainsKey).Select(step => failures[step])]);
    }

    private async Task RunAsync(KernelStep step, KernelCommand command, CancellationToken cancel)
    {
        if (batch?.TryAdd(command) != true)
        {
            await FlushAsync(cancel);
            if (failures.ContainsKey(step)) return;
            batch = new(tools, command.Tool, command.Netns);
            batch.TryAdd(command);
        }
        owners.Add(step);
    }

    private async Task FlushAsync(CancellationToken cancel)
    {
        if (batch is null) return;
        var reasons = await batch.RunAsync(cancel);
        for (var at = 0; at < reasons.Length; at++)
            if (reasons[at] is { } reason && !IsGone(owners[at], reason)) failures.TryAdd(owners[at], new(owners[at], batch.Commands[at], reason));
        owners.Clear();
        batch = null;
    }

    // What was to be taken away went by itself meanwhile: with its link's MAC, or since a workload spoke from elsewhere.
    private static bool IsGone(KernelStep step, string reason) =>
        step is { Verb: StepVerb.Remove, Item: KernelFdbEntry or KernelNeighbour } && reason.Contains("No such file or directory", StringComparison.Ordinal);

    // What is half made is taken away at once, so that nobody takes it for whole; the next comparison finds it missing. Where
    // the first command failed that makes it, nothing was made: what has its name is not this step's.
    private async Task AbandonAsync(CancellationToken cancel)
    {
        var halfMade = failures.Values.Where(failure =>
            failure.Step.Verb is StepVerb.Add or StepVerb.Remake && failure.Command != failure.Step.Item.Adding()[0]);
        foreach (var failure in halfMade)
            foreach (var command in failure.Step.Item.Abandoning())
                if (batch?.TryAdd(command) != true)
                {
                    if (batch is not null) await batch.RunAsync(cancel);
                    batch = new(tools, command.Tool, command.Netns);
                    batch.TryAdd(command);
                }
        if (batch is not null) await batch.RunAsync(cancel);
        batch = null;
    }
}
