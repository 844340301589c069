using System.Collections.Immutable;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Paths;

/// <summary>The worker that probes all paths of this host, round after round, and says what is wrong with them.</summary>
/// <param name="networks">The networks as they are built.</param>
/// <param name="book">The paths.</param>
/// <param name="prober">Probes one.</param>
/// <param name="mtus">Told which paths are short.</param>
/// <param name="condition">Told of what is wrong, and called when there is something new to report.</param>
/// <param name="clock">Tells time.</param>
internal sealed class PathWatch(LiveNetworks networks, PathBook book, PathProber prober, LiveMtus mtus, LiveCondition condition, TimeProvider clock)
{
    private const int MostAtOnce = 64;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    // Thousands of paths are found one by one at the start, and each telling looks at all.
    private static readonly TimeSpan Telling = TimeSpan.FromMilliseconds(200);
    private readonly HashSet<Task> probing = [];
    private ImmutableArray<NetworkOnHost> known;
    private volatile bool isOther;
    private long told = clock.GetTimestamp();

    /// <summary>Probes until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            Take(networks.Current);
            if (isOther && clock.GetElapsedTime(told) >= Telling) Say();
            while (probing.Count < MostAtOnce && book.TakeDue() is { } path) probing.Add(ProbeAsync(path, stop));
            if (probing.Count == MostAtOnce) await Task.WhenAny(probing);
            else await networks.Changed.WaitAsync(Rest(), clock, stop);
            foreach (var done in probing.Where(task => task.IsCompleted).ToArray())
            {
                probing.Remove(done);
                await done;
            }
        }
    }

    private TimeSpan Rest()
    {
        var longest = isOther ? Telling : Longest;
        return book.UntilNext() is { } left && left < longest ? left : longest;
    }

    private void Take(ImmutableArray<NetworkOnHost> now)
    {
        if (now == known) return;
        known = now;
        var paths = NetworkPath.Of(now);
        book.Set(paths);
        prober.KeepOnly(paths.Select(path => (path.From, path.Device)).ToHashSet());
        isOther = true;
    }

    private async Task ProbeAsync(NetworkPath path, CancellationToken stop)
    {
        if (book.Of(path.Key) is not { } before) return;
        if (book.Note(path, await prober.ProbeAsync(path, before, stop))) isOther = true;
    }

    private void Say()
    {
        (isOther, told) = (false, clock.GetTimestamp());
        var found = book.All;
        var all = found.Where(one => !one.Path.Key.IsNext).ToArray();
        mtus.Take(all);
        condition.Problems("paths", PathProblems.Of(all));
        condition.NextPlanes(NextPlanes.Of(known, found));
        condition.Changed.Call();
    }
}
