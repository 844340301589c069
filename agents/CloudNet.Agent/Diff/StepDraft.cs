using System.Collections.Immutable;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Diff;

/// <summary>Steps being put in order. Kinds come in the order in which they are added; they are removed in the opposite one.</summary>
internal sealed class StepDraft
{
    private readonly ImmutableArray<KernelStep>.Builder steps = ImmutableArray.CreateBuilder<KernelStep>();
    private readonly Stack<List<KernelStep>> removals = new([[]]);

    /// <summary>What is removed from here on is removed before what was so far.</summary>
    public void NextKind() => removals.Push([]);

    /// <summary>Makes an item.</summary>
    public void Add(KernelItem item) => steps.Add(KernelStep.Add(item));

    /// <summary>Changes an item in place.</summary>
    public void Change(KernelItem actual, KernelItem desired) => steps.Add(KernelStep.Change(actual, desired));

    /// <summary>Makes an item anew.</summary>
    public void Remake(KernelItem actual, KernelItem desired) => steps.Add(KernelStep.Remake(actual, desired));

    /// <summary>Removes an item, after all that is added.</summary>
    public void Remove(KernelItem item) => removals.Peek().Add(KernelStep.Remove(item));

    /// <summary>All steps in their order.</summary>
    public ImmutableArray<KernelStep> Finish()
    {
        foreach (var kind in removals) steps.AddRange(kind);
        return steps.ToImmutable();
    }
}
