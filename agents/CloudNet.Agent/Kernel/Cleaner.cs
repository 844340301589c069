using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Services;

namespace CloudNet.Agent.Kernel;

/// <summary>Takes everything of CloudNet's off a host. It needs no state and no controller: what is ours is recognisable.</summary>
internal static class Cleaner
{
    /// <summary>Removes all that <see cref="IKernel.ReadAsync"/> finds. A second time there is nothing to do.</summary>
    /// <exception cref="KernelException">It could not be read, or its table of services not be removed.</exception>
    public static async Task<ApplyResult> CleanAsync(IKernel kernel, CancellationToken cancel)
    {
        if (await kernel.Services.FrameAsync(cancel) is not null && await kernel.Services.RunAsync(ServiceScript.Removal, cancel) is { } refused)
            throw new KernelException($"the table of services could not be removed: {refused}");
        return await kernel.ApplyAsync(KernelDiff.Between(await kernel.ReadAsync(cancel), KernelState.Empty), cancel);
    }
}
