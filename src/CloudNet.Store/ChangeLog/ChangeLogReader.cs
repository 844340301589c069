using CloudNet.Contracts.Views;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.ChangeLog;

/// <summary>Reads the change log.</summary>
public static class ChangeLogReader
{
    /// <summary>The newest revision of a stream; 0: there is no such stream.</summary>
    public static Task<long> NewestAsync(CloudNetDb db, StreamName stream, CancellationToken cancel) =>
        db.Streams.Where(row => row.Name == stream).Select(row => row.Revision).SingleOrDefaultAsync(cancel);

    /// <summary>
    /// The changes of a stream after a revision, contiguous and in order; null where the log does not hold them all any more,
    /// or holds more than <paramref name="most"/>, or the stream is behind that revision: a snapshot is the answer then.
    /// </summary>
    public static async Task<IReadOnlyList<LoggedChange>?> SinceAsync(
        CloudNetDb db, StreamName stream, long revision, int most, CancellationToken cancel)
    {
        // First, so that what is committed in between is found, and not taken for trimmed.
        var newest = await NewestAsync(db, stream, cancel);
        var found = await db.Changes.AsNoTracking()
            .Where(row => row.Stream == stream && row.Revision > revision)
            .OrderBy(row => row.Revision).Take(most + 1)
            .Select(row => new LoggedChange(row.Stream, row.Revision, row.Operations))
            .ToListAsync(cancel);
        if (found.Count > most) return null;
        if (found.Count == 0) return newest == revision ? [] : null;
        return found[0].Revision == revision + 1 && found[^1].Revision - revision == found.Count ? found : null;
    }

    /// <summary>
    /// Unpublished changes, oldest first within each stream. All of a stream that are visible come before any that are not:
    /// its row lock makes its revisions commit in order.
    /// </summary>
    public static async Task<IReadOnlyList<LoggedChange>> UnpublishedAsync(CloudNetDb db, int most, CancellationToken cancel)
    {
        var found = await db.Changes.AsNoTracking()
            .Where(row => !row.Published).OrderBy(row => row.Id).Take(most)
            .Select(row => new LoggedChange(row.Stream, row.Revision, row.Operations))
            .ToListAsync(cancel);
        return [.. found.OrderBy(change => change.Stream).ThenBy(change => change.Revision)];
    }

    /// <summary>Marks changes as handed to the bus.</summary>
    public static Task MarkPublishedAsync(CloudNetDb db, IReadOnlyCollection<LoggedChange> changes, CancellationToken cancel)
    {
        var streams = changes.Select(change => change.Stream.Text).ToArray();
        var revisions = changes.Select(change => change.Revision).ToArray();
        return db.Database.ExecuteSqlAsync($"""
            UPDATE changes SET published = true
            FROM unnest({streams}, {revisions}) AS done(stream, revision)
            WHERE changes.stream = done.stream AND changes.revision = done.revision
            """, cancel);
    }

    /// <summary>Drops published changes from before a time. Agents that are further behind get a snapshot.</summary>
    /// <returns>How many were dropped.</returns>
    public static Task<int> TrimAsync(CloudNetDb db, DateTimeOffset before, CancellationToken cancel) =>
        db.Changes.Where(row => row.Published && row.At < before).ExecuteDeleteAsync(cancel);
}
