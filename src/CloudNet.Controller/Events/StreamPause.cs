using CloudNet.Store.Events;

namespace CloudNet.Controller.Events;

/// <summary>
/// For how long a stream waits before it looks again, unless it is woken. What is held back is looked for soon, and then less and less
/// often as long as nothing moves: a transaction that holds events back may run for hours.
/// </summary>
/// <param name="longest">How long it waits at most, and where nothing is held back.</param>
public sealed class StreamPause(TimeSpan longest)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);

    private TimeSpan heldBack;

    /// <summary>After a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="after">The place that it was read from.</param>
    /// <param name="wasWoken">Whether it was read before the last pause was over: that says nothing of how long it lasts.</param>
    public TimeSpan After(EventPage page, EventPlace after, bool wasWoken)
    {
        var hasMoved = (page.Next.Transaction, page.Next.Id) != (after.Transaction, after.Id);
        if (!page.IsHeldBack) heldBack = TimeSpan.Zero;
        else if (hasMoved || heldBack == TimeSpan.Zero) heldBack = First;
        else if (!wasWoken && heldBack < longest) heldBack *= 2;
        return page.IsHeldBack && heldBack < longest ? heldBack : longest;
    }
}
