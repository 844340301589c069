namespace CloudNet.Contracts.Views;

/// <summary>
/// An agent's copy of one stream: a view and its revision. It goes forward only, and never loses what it has to an answer
/// that is empty, old or out of order.
/// </summary>
/// <param name="Revision">Revision of <paramref name="View"/>; 1 or more.</param>
/// <param name="View">The whole state of the stream at that revision.</param>
public sealed record ViewCopy(long Revision, View View)
{
    /// <summary>
    /// Takes a delta in. Its operations are absolute values, so one that overlaps what is here is taken whole; one that ends
    /// at or before <see cref="Revision"/> changes nothing; one that begins after it is a gap.
    /// </summary>
    /// <returns>The newer copy, this one where there is nothing new, or null for a gap: ask for a snapshot.</returns>
    public ViewCopy? After(long from, long to, IEnumerable<ViewOperation> operations)
    {
        if (to <= Revision) return this;
        if (from > Revision) return null;
        return new(to, operations.Aggregate(View, (view, operation) => view.After(operation)));
    }

    /// <summary>Takes a complete snapshot in.</summary>
    /// <returns>The newer of the two.</returns>
    public static ViewCopy Newer(ViewCopy? have, long revision, View snapshot) =>
        have is not null && have.Revision >= revision ? have : new(revision, snapshot);
}
