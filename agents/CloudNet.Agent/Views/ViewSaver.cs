using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Views;

/// <summary>
/// Brings the views to disk behind the kernel's back: programming a change never waits for a flush, and a burst of deltas is
/// one write. Workloads of others alone, which change all the time, are written more seldom. A crash in between loses nothing that the next link does not
/// bring.
/// </summary>
/// <param name="live">What to save.</param>
/// <param name="store">Where to.</param>
/// <param name="onDisk">What the disk says at the start.</param>
/// <param name="condition">Told of failures.</param>
/// <param name="log">Told likewise.</param>
/// <param name="clock">Spaces the writes.</param>
internal sealed class ViewSaver(LiveViews live, ViewStore store, ViewSet onDisk, LiveCondition condition, AgentLog log, TimeProvider clock)
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SpacingOfWorkloads = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private ViewSet saved = onDisk;

    /// <summary>Saves until stopped, and once more then.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var changed = new Wake();
        live.OnChange(changed.Call);
        changed.Call();
        try
        {
            while (true)
            {
                await changed.WaitAsync(stop);
                await WaitForMoreAsync(changed, stop);
                var done = TrySave();
                if (!done) changed.Call();
                await Task.Delay(done ? Spacing : AfterFailure, clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            TrySave();
        }
    }

    private async Task WaitForMoreAsync(Wake changed, CancellationToken stop)
    {
        var since = clock.GetTimestamp();
        bool IsOfOthersAlone(ViewSet now) => now.HasSameNetworksAs(saved) && now.HasSameRulesAs(saved);
        while (IsOfOthersAlone(live.Current.Views) && SpacingOfWorkloads - clock.GetElapsedTime(since) is { Ticks: > 0 } left)
            await changed.WaitAsync(left, clock, stop);
    }

    private bool TrySave()
    {
        var now = live.Current.Views;
        try
        {
            store.Save(saved, now);
            saved = now;
            condition.Problems("views", []);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var problem = $"The views could not be saved, so a restart without the controller would bring back older ones: {fault.Message}";
            log.Error("views", problem);
            condition.Problems("views", [problem]);
            return false;
        }
    }
}
