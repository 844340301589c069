using System.Runtime.CompilerServices;
using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Audit;

/// <summary>
/// Reads the audit log, newest first, a page at a time from where the last one ended. Each filter but the text has an index in the
/// log's order, so a page costs what it holds. For a text the entries that the other filters leave are looked through, and at most
/// <see cref="MostLookedThrough"/> of them for a page: it may hold fewer than were asked for, and still lead on.
/// </summary>
public static class AuditReads
{
    /// <summary>How many entries are looked through for a page.</summary>
    public const int MostLookedThrough = 20_000;

    private const int ExportPage = 1000;

    /// <summary>A page of a tenant's log.</summary>
    public static async Task<Page<AuditEntry>> PageAsync(
        CloudNetDb db, TenantId tenant, AuditFilter filter, AuditPlace? after, int limit, CancellationToken cancel)
    {
        var (found, next) = await RowsAsync(db, tenant, filter, after, limit, cancel);
        return new([.. found.Select(Entry)], next?.ToString());
    }

    /// <summary>All of it that is asked for, read as it is taken: never more than a page is held.</summary>
    public static async IAsyncEnumerable<AuditEntry> AllAsync(
        CloudNetDb db, TenantId tenant, AuditFilter filter, [EnumeratorCancellation] CancellationToken cancel)
    {
        AuditPlace? place = null;
        do
        {
            (var found, place) = await RowsAsync(db, tenant, filter, place, ExportPage, cancel);
            foreach (var row in found) yield return Entry(row);
        }
        while (place is not null);
    }

    private static async Task<(List<AuditRow> Found, AuditPlace? Next)> RowsAsync(
        CloudNetDb db, TenantId tenant, AuditFilter filter, AuditPlace? after, int limit, CancellationToken cancel)
    {
        var rows = Filtered(db, tenant, filter, after).OrderByDescending(row => row.At).ThenByDescending(row => row.Id);
        if (filter.Text is not { Length: > 0 } text)
        {
            var page = await rows.Take(limit + 1).ToListAsync(cancel);
            return page.Count <= limit ? (page, null) : (page[..limit], Place(page[limit - 1]));
        }
        var looked = rows.Take(MostLookedThrough);
        var found = await Holding(looked, text).OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(limit).ToListAsync(cancel);
        if (found.Count == limit) return (found, Place(found[^1]));
        var last = await rows.Skip(MostLookedThrough - 1).Select(row => new AuditPlace(row.At, row.Id)).FirstOrDefaultAsync(cancel);
        return (found, last);
    }

    private static IQueryable<AuditRow> Filtered(CloudNetDb db, TenantId tenant, AuditFilter filter, AuditPlace? after)
    {
        var rows = db.Audit.AsNoTracking().Where(row => row.TenantId == tenant);
        if (filter.ActorId is { } actor) rows = rows.Where(row => row.ActorId == actor);
        if (filter.ActorName is { } name) rows = rows.Where(row => row.ActorName == name);
        if (filter.Operation is { } operation) rows = rows.Where(row => row.Operation == operation);
        if (filter.Kind is { } kind) rows = rows.Where(row => row.Kind == kind);
        if (filter.Subject is { } subject) rows = rows.Where(row => row.SubjectId == subject);
        if (filter.From is { } from) rows = rows.Where(row => row.At >= from);
        if (filter.To is { } to) rows = rows.Where(row => row.At < to);
        if (after is { } place)
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.At, row.Id), ValueTuple.Create(place.At, place.Id)));
        return rows;
    }

    private static IQueryable<AuditRow> Holding(IQueryable<AuditRow> rows, string text)
    {
        var pattern = $"%{text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%";
        return rows.Where(row => EF.Functions.ILike(
            row.ActorName + " " + row.SubjectName + " " + row.Operation + " " + row.Address + " " + row.Before + " " + row.After,
            pattern));
    }

    private static AuditPlace Place(AuditRow row) => new(row.At, row.Id);

    internal static AuditEntry Entry(AuditRow row) => new(
        row.Id, row.At, new(row.ActorKind, row.ActorId, row.ActorName, row.TokenId), row.Origin, row.Address, row.Operation, row.Action, row.Kind,
        row.SubjectId, row.SubjectName, AuditJson.Of(row.Before), AuditJson.Of(row.After));
}
