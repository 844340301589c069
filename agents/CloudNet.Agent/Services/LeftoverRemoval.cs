using CloudNet.Agent.Conntrack;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Agent.Tables;

namespace CloudNet.Agent.Services;

/// <summary>Ends what goes on after a service's backends are others, and must not.</summary>
/// <param name="kernel">The table of services.</param>
/// <param name="flows">The kernel's flows.</param>
internal sealed class LeftoverRemoval(ITableKernel kernel, IFlowTable flows)
{
    private static readonly TableScript Table = new(ServiceNames.Kind);

    /// <summary>Ends it. Costs nothing where there is none.</summary>
    /// <exception cref="KernelException">What the kernel remembers could not be read.</exception>
    public async Task<string?> RunAsync(ServiceLeftovers leftovers, CancellationToken cancel)
    {
        if (leftovers.IsEmpty) return null;
        NftElement[] clients = [.. leftovers.Wrong(kernel.Elements([ServiceNames.Affinity("ip")]))];
        // One that ends by itself meanwhile would have the whole script refused: it is put there first.
        var problem = clients.Length == 0 ? null : await kernel.RunAsync(Table.Elements([], clients) + Table.Elements(clients, []), cancel);
        if (!leftovers.HasUdp) return problem;
        try
        {
            if (flows.Find(leftovers.AreWrong) is [_, ..] wrong) flows.Forget(wrong);
        }
        catch (KernelException)
        {
            // A kernel that does not tell its flows (no nf_conntrack_netlink): they end by themselves some minutes after their last packets.
        }
        return problem;
    }
}
