using System.Collections.Immutable;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Policies;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Tables;

namespace CloudNet.Agent.Policies;

/// <summary>The worker that reads what policies have matched, where there are any.</summary>
/// <param name="kernel">The table that packets are judged by.</param>
/// <param name="counters">Tells what each counter counts.</param>
/// <param name="condition">Told what was counted.</param>
/// <param name="log">Told where it cannot be read.</param>
/// <param name="clock">Spaces the readings.</param>
internal sealed class PolicyCounting(
    ITableKernel kernel, Func<ImmutableDictionary<string, CountedBy>> counters, LiveCondition condition, AgentLog log, TimeProvider clock)
{
    /// <summary>Time between two readings.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly PolicyCounts counts = new(clock.GetUtcNow());
    private string? said;

    /// <summary>Reads until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var now = counters();
            if (isFirst || !now.IsEmpty) Read(now);
            await Task.Delay(Period, clock, stop);
        }
    }

    private void Read(ImmutableDictionary<string, CountedBy> now)
    {
        try
        {
            condition.PolicyCounts(counts.Take(now, kernel.Counters()));
            said = null;
        }
        catch (KernelException fault)
        {
            if (said != fault.Message) log.Warn("policies", $"What they have matched could not be read: {fault.Message}");
            said = fault.Message;
        }
    }
}
