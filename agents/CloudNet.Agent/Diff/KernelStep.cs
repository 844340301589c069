using System.Collections.Immutable;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Diff;

/// <summary>
/// One step from what the kernel has to what it should have: one item, and the commands for it in their order. A step is done
/// when all its commands were. After a command that failed, the rest of its step is not run, but for what is in one batch with it.
/// </summary>
/// <param name="Verb">What it does.</param>
/// <param name="Item">The item as it is afterwards; for <see cref="StepVerb.Remove"/> as it was.</param>
/// <param name="Commands">What a person would type.</param>
internal sealed record KernelStep(StepVerb Verb, KernelItem Item, ImmutableArray<KernelCommand> Commands)
{
    /// <summary>The commands as text, one a line.</summary>
    public string Text => string.Join('\n', Commands);

    /// <summary>Makes an item where nothing was.</summary>
    public static KernelStep Add(KernelItem item) => new(StepVerb.Add, item, item.Adding());

    /// <summary>Changes an item in place.</summary>
    public static KernelStep Change(KernelItem actual, KernelItem desired) => new(StepVerb.Change, desired, desired.ChangingFrom(actual));

    /// <summary>Makes an item anew.</summary>
    public static KernelStep Remake(KernelItem actual, KernelItem desired) =>
        new(StepVerb.Remake, desired, [.. actual.Removing(), .. desired.Adding()]);

    /// <summary>Takes an item away.</summary>
    public static KernelStep Remove(KernelItem item) => new(StepVerb.Remove, item, item.Removing());
}
