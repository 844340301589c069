using System.Collections.Immutable;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Diff;

/// <summary>Finds the steps from one kernel state to another.</summary>
internal static class KernelDiff
{
    /// <summary>The steps in their order: what others stand on first, all that is added before anything is removed.</summary>
    public static ImmutableArray<KernelStep> Between(KernelState actual, KernelState desired) => throw new NotImplementedException();
}
