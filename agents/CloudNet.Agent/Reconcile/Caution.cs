using System.Collections.Immutable;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Views;

namespace CloudNet.Agent.Reconcile;

/// <summary>
/// Keeps a host that does not know everything from tearing down what it does not know about: while a view that it wants is
/// missing (a saved file was unreadable, or a snapshot is still on its way), nothing is removed but what belongs to a network
/// whose view is here. Pure.
/// </summary>
internal static class Caution
{
    /// <summary>The steps that may be taken.</summary>
    public static ImmutableArray<KernelStep> Allowed(ImmutableArray<KernelStep> steps, HostKnowledge knowledge, Ownership owners)
    {
        var complete = knowledge.Removed || knowledge.Views.IsComplete;
        return complete ? steps : [.. steps.Where(step => !TakesAway(step) || owners.Of(step.Item) is not null)];
    }

    // The table is one for all networks: replacing it takes away the rules of those that are not known.
    private static bool TakesAway(KernelStep step) => step.Verb is StepVerb.Remove or StepVerb.Remake || step is { Verb: StepVerb.Change, Item: NftTable };
}
