using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>Takes everything of CloudNet's off a host. It needs no state and no controller: what is ours is recognisable.</summary>
internal static class Cleaner
{
    /// <summary>Removes all that <see cref="IKernel.ReadAsync"/> finds. A second time there is nothing to do.</summary>
    public static async Task<ApplyResult> CleanAsync(IKernel kernel, CancellationToken cancel) =>
        await kernel.ApplyAsync(KernelDiff.Between(await kernel.ReadAsync(cancel), KernelState.Empty), cancel);
}
