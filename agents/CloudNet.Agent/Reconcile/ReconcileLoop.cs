using System.Collections.Immutable;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.State;
using CloudNet.Agent.Views;

namespace CloudNet.Agent.Reconcile;

/// <summary>
/// The one worker that changes the kernel. It looks after each change of the views and attachments at once, after kernel events
/// as soon as they settle, and every <see cref="Period"/> in any case. However many reasons come while it works, one look
/// answers them all.
/// </summary>
/// <param name="reconciler">Does a look.</param>
/// <param name="triggers">Reasons to look.</param>
/// <param name="live">The views.</param>
/// <param name="presence">The attachments that can be programmed.</param>
/// <param name="backoff">Says when failed steps are due.</param>
/// <param name="condition">Told what was found.</param>
/// <param name="log">Told what was done.</param>
/// <param name="clock">Tells time.</param>
internal sealed class ReconcileLoop(
    Reconciler reconciler, PassTriggers triggers, LiveViews live, Presence presence, StepBackoff backoff,
    LiveCondition condition, AgentLog log, TimeProvider clock)
{
    /// <summary>Longest time between two looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan WaitingPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastSettling = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan MostSettling = TimeSpan.FromMilliseconds(300);
    private ImmutableArray<string> said = [];
    private DateTimeOffset nextLook;
    private TimeSpan settling = LeastSettling;

    /// <summary>Looks until stopped. The kernel is left as it is then.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var last = live.Current;
        live.OnChange(() =>
        {
            var (before, now) = (last, last = live.Current);
            if (before.Removed != now.Removed || !now.Views.HasSameNetworksAs(before.Views)) triggers.Call(PassReason.Input);
            else if (!now.Views.HasSameSegmentsAs(before.Views) || !now.Views.HasSameRuledAs(before.Views)) triggers.Call(PassReason.Others);
        });
        triggers.Call(PassReason.Input);
        while (true)
        {
            await WaitAsync(stop);
            var (call, waiting) = triggers.Take();
            // Looks at single links do not put off the next whole one.
            if (call.Reasons == PassReason.None || clock.GetUtcNow() >= nextLook) call = call.And(PassReason.Time);
            var result = await LookAsync(call, stop);
            foreach (var answer in waiting) answer.SetResult(result);
        }
    }

    private async Task WaitAsync(CancellationToken stop)
    {
        while (clock.GetUtcNow() < nextLook)
        {
            var atMost = presence.AnyWaiting && nextLook - clock.GetUtcNow() > WaitingPeriod ? WaitingPeriod : nextLook - clock.GetUtcNow();
            if (await triggers.Wake.WaitAsync(atMost, clock, stop))
            {
                await SettleAsync(stop);
                return;
            }
            if (presence.Look()) return;
        }
    }

    // Events of the kernel, and of workloads elsewhere, come in bursts, many of them of our own doing. Twice the time of a look is waited for more, so that
    // another program's churn takes a third of this worker's time at most. An input is not kept waiting, but for a network's first
    // snapshot: that comes within milliseconds of the view which lists the network, and one look then does for both.
    private async Task SettleAsync(CancellationToken stop)
    {
        var until = clock.GetUtcNow() + settling;
        while (!(triggers.HasInput && !IsExpectingViews) && until - clock.GetUtcNow() is var left && left > TimeSpan.Zero)
            await triggers.Wake.WaitAsync(left, clock, stop);
    }

    private bool IsExpectingViews => live.Current is { Removed: false, Views: { Any: true, IsComplete: false } };

    private async Task<PassResult> LookAsync(PassCall call, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        PassResult result;
        try
        {
            presence.Look();
            var knowledge = live.Current;
            result = await reconciler.PassAsync(call, knowledge, presence.Present, stop);
            if (result.Found is not null) Tell(knowledge, result);
            if (result.IsWhole) nextLook = Earlier(clock.GetUtcNow() + Period, backoff.NextDue);
        }
        catch (Exception fault) when (fault is KernelException or IOException)
        {
            result = PassResult.Blind(fault.Message);
            nextLook = clock.GetUtcNow() + AfterFault;
        }
        condition.Problems("kernel", result.Problems);
        Say(result.Problems);
        settling = TimeSpan.FromTicks(Math.Clamp(2 * clock.GetElapsedTime(began).Ticks, LeastSettling.Ticks, MostSettling.Ticks));
        return result;
    }

    private void Tell(HostKnowledge knowledge, PassResult result)
    {
        var networks = knowledge.Views.Host?.Networks;
        var attached = presence.Present.Where(attachment => !knowledge.Removed && networks?.Contains(attachment.Network) != false);
        var owners = new Ownership(knowledge.Views.Networks, presence.Present);
        condition.Found(Agreement.Of(knowledge.Views, owners, result.Remaining, condition.Current.Applied), [.. attached.Select(WorkloadReports.Of)]);
    }

    private void Say(ImmutableArray<string> problems)
    {
        foreach (var problem in problems.Except(said)) log.Warn("kernel", problem);
        if (problems.IsEmpty && !said.IsEmpty) log.Info("kernel", "All is as it should be again.");
        said = problems;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}
