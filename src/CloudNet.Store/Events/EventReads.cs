using CloudNet.Contracts.Tenants;
using CloudNet.Store.Audit;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Events;

/// <summary>
/// Reads the audit log as a stream: oldest first, from a place on, each entry once and none left out.
/// <para>
/// Numbers are given when rows are written, and rows are seen when they are committed: one that is committed late has a lower
/// number than what was read before. So a reader goes no further than the oldest transaction that still runs (the horizon): all
/// of those below have ended, and nothing is added there any more. The horizon is read first, the rows after it, and the place goes
/// along. The price: a writing transaction that runs long, of whomever on the same server, holds events back for as long.
/// </para>
/// <para>
/// Of a filter that leaves much out, at most <see cref="AuditReads.MostLookedThrough"/> entries are looked through for a page: it may hold
/// fewer than were asked for, or none, and still lead on.
/// </para>
/// </summary>
public static class EventReads
{
    /// <summary>Where the stream ends now: what happens from now on comes after it.</summary>
    public static async Task<EventPlace> EndAsync(CloudNetDb db, DateTimeOffset now, CancellationToken cancel) =>
        new(await HorizonAsync(db, cancel), 0, now);

    /// <summary>A tenant's events after a place.</summary>
    /// <param name="db">A context that sees the tenant.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="filter">Which.</param>
    /// <param name="after">The place.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="now">The time, for the place where to read on.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<EventPage> PageAsync(
        CloudNetDb db, TenantId tenant, EventFilter filter, EventPlace after, int most, DateTimeOffset now, CancellationToken cancel)
    {
        var horizon = await HorizonAsync(db, cancel);
        var rows = db.Audit.AsNoTracking().Where(row => row.TenantId == tenant);
        var ended = rows.Where(row => row.Transaction < horizon
            && EF.Functions.GreaterThan(ValueTuple.Create(row.Transaction, row.Id), ValueTuple.Create(after.Transaction, after.Id)));
        var last = filter is { Names.Count: 0, Network: null } ? null : await Ordered(ended).Skip(AuditReads.MostLookedThrough - 1)
            .Select(row => new EventPlace(row.Transaction, row.Id, row.At)).FirstOrDefaultAsync(cancel);
        if (last is not null)
            ended = ended.Where(row => EF.Functions.LessThanOrEqual(ValueTuple.Create(row.Transaction, row.Id), ValueTuple.Create(last.Transaction, last.Id)));
        var found = await Ordered(Filtered(ended, filter)).Take(most).ToListAsync(cancel);
        var events = found.ConvertAll(row => new StoredEvent(new(row.Transaction, row.Id, row.At), AuditReads.Entry(row)));
        if (events.Count == most) return new(events, events[^1].Place, HasMore: true, IsHeldBack: false);
        if (last is not null) return new(events, last, HasMore: true, IsHeldBack: false);
        var isHeldBack = await rows.AnyAsync(row => row.Transaction >= horizon, cancel);
        return new(events, horizon >= after.Transaction ? new(horizon, 0, now) : after, HasMore: false, isHeldBack);
    }

    // As numbers of 64 bits, which never come again; transactions of all databases of the server count.
    private static Task<long> HorizonAsync(CloudNetDb db, CancellationToken cancel) =>
        db.Database.SqlQuery<long>($"SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS \"Value\"").SingleAsync(cancel);

    private static IQueryable<AuditRow> Ordered(IQueryable<AuditRow> rows) => rows.OrderBy(row => row.Transaction).ThenBy(row => row.Id);

    private static IQueryable<AuditRow> Filtered(IQueryable<AuditRow> rows, EventFilter filter)
    {
        if (filter.Names is { Count: > 0 } names) rows = rows.Where(row => names.Contains(row.Kind) || names.Contains(row.Kind + "." + row.Action));
        if (filter.Network is not { } network) return rows;
        var told = $"\"networkId\": \"{network}\"";
        return rows.Where(row => row.SubjectId == network || row.After!.Contains(told) || row.Before!.Contains(told));
    }
}
