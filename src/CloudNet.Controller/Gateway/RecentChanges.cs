using CloudNet.Contracts.Views;
using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Gateway;

/// <summary>The last changes of a stream, contiguous, so that an agent that missed little is served from memory.</summary>
internal sealed class RecentChanges(StreamName stream)
{
    private const int Most = 512;
    private readonly List<LoggedChange> changes = [];
    private (long From, long To, Frame Frame)? made;

    /// <summary>Adds changes that follow on those here.</summary>
    public void Add(IReadOnlyList<LoggedChange> more)
    {
        changes.AddRange(more);
        if (changes.Count > 2 * Most) changes.RemoveRange(0, changes.Count - Most);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        changes.Clear();
        made = null;
    }

    /// <summary>
    /// The changes after a revision up to the newest, as one frame; none where there is nothing new, null where some of them
    /// are no longer here. Many agents miss the same, so the last frame made is kept.
    /// </summary>
    /// <param name="revision">The revision.</param>
    /// <param name="newest">Revision of the newest change here.</param>
    public IReadOnlyList<Frame>? FramesSince(long revision, long newest)
    {
        if (revision >= newest) return [];
        if (made is { } kept && kept.From == revision && kept.To == newest) return [kept.Frame];
        if (Since(revision, newest) is not { } missed) return null;
        var frame = Frame.Of(stream, missed);
        made = (revision, newest, frame);
        return [frame];
    }

    private IReadOnlyList<LoggedChange>? Since(long revision, long newest)
    {
        var missed = newest - revision;
        return missed <= changes.Count ? changes.GetRange(changes.Count - (int)missed, (int)missed) : null;
    }
}
