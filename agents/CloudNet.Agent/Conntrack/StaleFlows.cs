using System.Net;
using System.Text.Json;
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
            var own = await AddressesAsync(cancel);
            var wrong = table.Find(flow => targets.AreWrong(flow, address => IPAddress.IsLoopback(address) || own.Contains(address)));
            if (wrong.Count > 0) table.Forget(wrong);
            hadUdp = targets.HasUdp;
        }
        catch (KernelException)
        {
            // A kernel that does not tell its flows (no nf_conntrack_netlink): they end by themselves some minutes after their last packets.
        }
    }

    private async Task<IReadOnlySet<IPAddress>> AddressesAsync(CancellationToken cancel)
    {
        string[] tool = ["ip", "-json", "address", "show"];
        var run = await tools.RunAsync(tool, null, null, cancel);
        if (run.ExitCode != 0) throw new KernelException($"'{string.Join(' ', tool)}' ended with status {run.ExitCode}: {run.Errors.Trim()}");
        using var shown = new JsonTexts(run.Output, 1);
        return (from link in shown[0].EnumerateArray()
                from address in link.TryGetProperty("addr_info", out var all) && all.ValueKind == JsonValueKind.Array ? all.EnumerateArray() : default
                let text = address.TryGetProperty("local", out var local) ? local.GetString() : null
                select IPAddress.TryParse(text, out var own) ? own : null).OfType<IPAddress>().ToHashSet();
    }
}
