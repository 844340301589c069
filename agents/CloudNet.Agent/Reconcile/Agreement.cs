using System.Collections.Immutable;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Reconcile;

/// <summary>
/// Which revisions the kernel agrees with: those of every stream that no remaining step concerns. Pure. A stream that does not
/// agree keeps the revision it last agreed with, since that is what was last found. Those of workloads are left out: they change all the time, and each
/// change would be a report of every host. Those of services and policies are found by whoever keeps these.
/// </summary>
internal static class Agreement
{
    /// <summary>The applied revisions after a look.</summary>
    /// <param name="views">What was planned from.</param>
    /// <param name="owners">Tells whose a step is.</param>
    /// <param name="remaining">Steps still needed.</param>
    /// <param name="before">What was applied until now.</param>
    public static ImmutableArray<StreamRevision> Of(
        ViewSet views, Ownership owners, ImmutableArray<KernelStep> remaining, ImmutableArray<StreamRevision> before)
    {
        var old = before.ToDictionary(applied => applied.Stream, applied => applied.Revision);
        // What belongs to no network known may be any network's.
        var concerned = remaining.Select(step => owners.Of(step.Item)?.Id).ToHashSet();
        var applied = ImmutableArray.CreateBuilder<StreamRevision>();
        foreach (var (stream, copy) in views.Copies.Where(copy => copy.Value.View is not (WorkloadsView or ServicesView or PoliciesView)))
        {
            var agrees = copy.View is NetworkView network
                ? !concerned.Contains(network.Id) && !concerned.Contains(null)
                : remaining.IsEmpty && views.IsComplete;
            if (agrees) applied.Add(new(stream, copy.Revision));
            else if (old.TryGetValue(stream, out var last)) applied.Add(new(stream, last));
        }
        return applied.ToImmutable();
    }
}
