using CloudNet.Agent.Kernel;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Reconcile;

/// <summary>Turns the kernel's events into looks, and sets the watch up again where it breaks.</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="triggers">Called with each event.</param>
/// <param name="onServices">Called where the table of services may be another.</param>
/// <param name="onPolicies">Called where a table of policies may be another.</param>
/// <param name="condition">Told where there is no watch.</param>
/// <param name="log">Told likewise.</param>
/// <param name="clock">Spaces the attempts.</param>
internal sealed class KernelWatcher(
    IKernel kernel, PassTriggers triggers, Action onServices, Action onPolicies, LiveCondition condition, AgentLog log, TimeProvider clock)
{
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromSeconds(1);

    /// <summary>Watches until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await foreach (var seen in kernel.WatchAsync(stop))
                {
                    if (seen.Kind == KernelEventKind.Started) condition.Problems("watch", []);
                    if (seen.Kind is KernelEventKind.Services or KernelEventKind.Started or KernelEventKind.Overflow) onServices();
                    if (seen.Kind is KernelEventKind.Policies or KernelEventKind.Started or KernelEventKind.Overflow) onPolicies();
                    if (seen.Kind is KernelEventKind.Services or KernelEventKind.Policies) continue;
                    if (seen.Workload is { } link) triggers.Call(PassReason.Link, link);
                    else triggers.Call(PassReason.Kernel);
                }
            }
            catch (KernelException fault)
            {
                log.Warn("kernel", $"The watch broke: {fault.Message}");
                condition.Problems("watch", [$"Changes by others are only found every {ReconcileLoop.Period.TotalSeconds:0} s, since the kernel cannot be watched: {fault.Message}"]);
            }
            stop.ThrowIfCancellationRequested();
            await Task.Delay(BeforeAgain, clock, stop);
        }
    }
}
