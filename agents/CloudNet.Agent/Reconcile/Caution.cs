using System.Collections.Immutable;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Reconcile;

/// <summary>
/// Keeps a host from tearing down what it should not. Pure.
/// <list type="bullet">
/// <item>While a view that it wants is missing (a saved file was unreadable, or a snapshot is still on its way), nothing is removed but what belongs to
/// a network whose view is here.</item>
/// <item>A network that it lacks the means for now (a tool was taken off, a key is unreadable) but has built stays as it is, with its rules.</item>
/// </list>
/// </summary>
internal static class Caution
{
    /// <summary>The steps from what there is to the plan that may be taken.</summary>
    public static ImmutableArray<KernelStep> Allowed(KernelState actual, HostPlan plan, HostKnowledge knowledge, Ownership owners)
    {
        var steps = KernelDiff.Between(actual, plan.Desired);
        var isComplete = knowledge.Removed || knowledge.Views.IsComplete;
        var kept = plan.Lacking.IsDefaultOrEmpty ? []
            : plan.Lacking.Intersect(actual.Links.Select(link => owners.Of(link)?.Id).OfType<NetworkId>()).ToHashSet();
        if (isComplete && kept.Count == 0) return steps;
        // The table is one for all networks: replacing it takes away the rules of those that are not known, or are kept.
        return [.. steps.Where(step => !TakesAway(step) || (owners.Of(step.Item) is { } owner
            ? !kept.Contains(owner.Id)
            : isComplete && (kept.Count == 0 || step.Item is not NftTable)))];
    }

    private static bool TakesAway(KernelStep step) => step.Verb is StepVerb.Remove or StepVerb.Remake || step is { Verb: StepVerb.Change, Item: NftTable };
}
