using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Policies;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Plan.Tables;

namespace CloudNet.Agent.Kernel;

/// <summary>Takes everything of CloudNet's off a host. It needs no state and no controller: what is ours is recognisable.</summary>
internal static class Cleaner
{
    /// <summary>Removes all that <see cref="IKernel.ReadAsync"/> finds. A second time there is nothing to do.</summary>
    /// <exception cref="KernelException">It could not be read, or a table of its own not be removed.</exception>
    public static async Task<ApplyResult> CleanAsync(IKernel kernel, CancellationToken cancel)
    {
        foreach (var (table, kind) in new[]
        {
            (kernel.Services, ServiceNames.Kind), (kernel.Policies, PolicyNames.Table), (kernel.PolicyPorts, PolicyNames.Ports),
        })
        {
            if (await table.FrameAsync(cancel) is not null && await table.RunAsync(kind.Removal, cancel) is { } refused)
                throw new KernelException($"the table of {kind.What} could not be removed: {refused}");
        }
        return await kernel.ApplyAsync(KernelDiff.Between(await kernel.ReadAsync(cancel), KernelState.Empty), cancel);
    }
}
