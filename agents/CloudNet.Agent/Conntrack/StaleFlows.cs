using System.Net;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Conntrack;

/// <summary>Puts flows right that began before the host's table was what it is now. One caller at a time.</summary>
/// <param name="tools">Runs <c>ip</c>.</param>
/// <param name="table">The flows.</param>
internal sealed class StaleFlows(ToolRunner tools, FlowTable table)
{
    // Before this process there may have been another.
    private bool hadUdp = true;

    /// <summary>
    /// Has the kernel forget what is led wrong: the next packet of such a flow begins it anew. Where no UDP was or is led, there is nothing to look for.
    /// </summary>
    public async Task ForgetAsync(FlowTargets targets, CancellationToken cancel)
    {
        if (!hadUdp && !targets.HasUdp) return;
        try
        {
            var own = await new KernelReader(tools).AddressesAsync(cancel);
            var wrong = table.Find(flow => targets.AreWrong(flow, address => IPAddress.IsLoopback(address) || own.Contains(address)));
            if (wrong.Count > 0) table.Forget(wrong);
            hadUdp = targets.HasUdp;
        }
        catch (KernelException)
        {
            // A kernel that does not tell its flows (no nf_conntrack_netlink): they end by themselves some minutes after their last packets.
        }
    }
}
