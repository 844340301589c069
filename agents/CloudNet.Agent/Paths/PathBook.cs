using System.Collections.Immutable;

namespace CloudNet.Agent.Paths;

/// <summary>
/// All paths of this host, what their probes have found, and which is to be probed when. One round goes through all of them at an even pace: every
/// <see cref="Period"/>, or, where there are many, so that no more than 50 begin in a second. Safe for any number of callers.
/// </summary>
/// <param name="clock">Tells time.</param>
internal sealed class PathBook(TimeProvider clock)
{
    /// <summary>Shortest time between two rounds.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>A path that has just missed is asked again so soon, until it counts as lost.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(20);
    private readonly Lock guard = new();
    private readonly Dictionary<PathKey, Entry> entries = [];
    private readonly PriorityQueue<Entry, DateTimeOffset> due = new();
    private DateTimeOffset lastOfFirst;

    /// <summary>What was found of each path.</summary>
    public ImmutableArray<(NetworkPath Path, PathCondition Condition)> All
    {
        get
        {
            lock (guard) return [.. entries.Values.Select(entry => (entry.Path, entry.Condition))];
        }
    }

    /// <summary>Makes the paths these. What was found of one stays, as long as it leads between the same addresses by the same way.</summary>
    public void Set(ImmutableArray<NetworkPath> paths)
    {
        lock (guard)
        {
            var now = clock.GetUtcNow();
            foreach (var gone in entries.Keys.Except(paths.Select(path => path.Key)).ToArray())
                if (entries.Remove(gone, out var entry)) entry.IsGone = true;
            foreach (var path in paths) SetOne(path, now);
        }
    }

    /// <summary>Takes a path whose time has come; whoever takes it notes what came of it. Null where none has.</summary>
    public NetworkPath? TakeDue()
    {
        lock (guard)
        {
            DropGone();
            if (!due.TryPeek(out var entry, out var at) || at > clock.GetUtcNow()) return null;
            due.Dequeue().IsTaken = true;
            return entry.Path;
        }
    }

    /// <summary>How long until the next path's time has come; null where there is none.</summary>
    public TimeSpan? UntilNext()
    {
        lock (guard)
        {
            DropGone();
            return due.TryPeek(out _, out var at) ? TimeSpan.FromTicks(Math.Max(0, (at - clock.GetUtcNow()).Ticks)) : null;
        }
    }

    /// <summary>What was found of a path; null where it is gone.</summary>
    public PathCondition? Of(PathKey key)
    {
        lock (guard) return entries.GetValueOrDefault(key)?.Condition;
    }

    /// <summary>Notes what a probe has found, and when the next is due.</summary>
    /// <returns>Whether it is another verdict than before.</returns>
    public bool Note(NetworkPath path, PathCondition found)
    {
        lock (guard)
        {
            // Between other addresses, or gone, meanwhile: what was found is of no path that there is.
            if (!entries.TryGetValue(path.Key, out var entry)) return false;
            var isNew = entry.Path == path && !found.IsVerdictOf(entry.Condition);
            if (entry.Path == path) entry.Condition = found;
            // One that went and came meanwhile waits for its time already: in the queue each is once.
            if (!entry.IsTaken) return isNew;
            entry.IsTaken = false;
            due.Enqueue(entry, clock.GetUtcNow() + Rest(path, found));
            return isNew;
        }
    }

    // One that a network is on its way to is waited for: the peer may have it a moment later.
    private TimeSpan Rest(NetworkPath path, PathCondition found)
    {
        if (found.Misses is > 0 and < PathCondition.MissesToLose) return Doubt;
        if (!path.Key.IsNext || found.Reached == true) return Round();
        return Spacing * entries.Count is var all && all > Doubt ? all : Doubt;
    }

    private TimeSpan Round() => Spacing * entries.Count is var all && all > Period ? all : Period;

    private void SetOne(NetworkPath path, DateTimeOffset now)
    {
        if (entries.TryGetValue(path.Key, out var known))
        {
            if (IsSameWay(known.Path, path))
            {
                known.Path = path;
                return;
            }
            // Nothing is known of the other way, and a network that changes waits to hear of it: its turn is now.
            known.IsGone = true;
        }
        var entry = entries[path.Key] = new() { Path = path };
        lastOfFirst = lastOfFirst >= now ? lastOfFirst + Spacing : now;
        due.Enqueue(entry, lastOfFirst);
    }

    private static bool IsSameWay(NetworkPath one, NetworkPath other) =>
        one.Plane == other.Plane && one.From.Equals(other.From) && one.To.Equals(other.To) && one.Underlay.Equals(other.Underlay) && one.Mtu == other.Mtu;

    private void DropGone()
    {
        while (due.TryPeek(out var entry, out _) && entry.IsGone) due.Dequeue();
    }

    private sealed class Entry
    {
        public required NetworkPath Path { get; set; }

        public PathCondition Condition { get; set; } = PathCondition.Unknown;

        public bool IsGone { get; set; }

        public bool IsTaken { get; set; }
    }
}
