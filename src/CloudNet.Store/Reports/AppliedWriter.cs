using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reports;

/// <summary>Stores which revisions a host has programmed.</summary>
internal static class AppliedWriter
{
    /// <summary>Sets the revisions that a host reported; a stream that it no longer reports is forgotten.</summary>
    /// <returns>How many differ from what was stored.</returns>
    public static async Task<int> StoreAsync(CloudNetDb db, HostRow row, HostStatus status, CancellationToken cancel)
    {
        if (status.Applied is not { } applied) return 0;
        var latest = applied.GroupBy(entry => entry.Stream).Select(same => same.MaxBy(entry => entry.Revision)!).ToArray();
        var streams = latest.Select(entry => entry.Stream.Text).ToArray();
        var revisions = latest.Select(entry => entry.Revision).ToArray();
        var (host, tenant) = (row.Id.Value, row.TenantId.Value);
        var gone = await db.Database.ExecuteSqlAsync($"DELETE FROM applied WHERE host_id = {host} AND stream <> ALL({streams})", cancel);
        return gone + await db.Database.ExecuteSqlAsync($"""
            INSERT INTO applied (host_id, tenant_id, stream, revision)
            SELECT {host}, {tenant}, stream, revision FROM unnest({streams}, {revisions}) AS said(stream, revision)
            ON CONFLICT (host_id, stream) DO UPDATE SET revision = excluded.revision WHERE applied.revision <> excluded.revision
            """, cancel);
    }
}
