using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Gateway;

/// <summary>The last changes of a stream, contiguous, so that an agent that missed little is served from memory.</summary>
internal sealed class RecentChanges
{
    private const int Most = 512;
    private readonly List<LoggedChange> changes = [];

    /// <summary>Adds changes that follow on those here.</summary>
    public void Add(IReadOnlyList<LoggedChange> more)
    {
        changes.AddRange(more);
        if (changes.Count > 2 * Most) changes.RemoveRange(0, changes.Count - Most);
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => changes.Clear();

    /// <summary>The changes after a revision up to the newest; null where some of them are no longer here.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="newest">Revision of the newest change here.</param>
    public IReadOnlyList<LoggedChange>? Since(long revision, long newest)
    {
        var missed = newest - revision;
        if (missed == 0) return [];
        return missed <= changes.Count ? changes.GetRange(changes.Count - (int)missed, (int)missed) : null;
    }
}
