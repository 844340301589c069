using CloudNet.Agent.Attach;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.Views;

namespace CloudNet.Agent.Preflight;

/// <summary>Looks at the start, and every minute, whether something on this host keeps containers' packets back, and says so with the remedy.</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="live">The views.</param>
/// <param name="attachments">The workloads.</param>
/// <param name="ahead">How far the controller's clock is ahead of this host's; null: not known.</param>
/// <param name="condition">Told what is wrong.</param>
/// <param name="clock">Tells time.</param>
internal sealed class PreflightWatch(
    IKernel kernel, LiveViews live, LiveAttachments attachments, Func<TimeSpan?> ahead, LiveCondition condition, TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Looks until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await LookAsync(stop);
            await Task.Delay(Period, clock, stop);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            var networks = live.Current.Views.Networks.Select(network => network.Settings).ToArray();
            var found = networks.Length == 0
                ? [] : PreflightRules.Of(await kernel.SettingsAsync(stop) with { Ahead = ahead() }, networks, attachments.Current.Count);
            condition.Problems("host", [.. found.Where(finding => finding.Problem is not null).Select(finding => finding.ToString())]);
        }
        catch (KernelException)
        {
            // The reconcile loop tells of tools that do not run.
        }
    }
}
