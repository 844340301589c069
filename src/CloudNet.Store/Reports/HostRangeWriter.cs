using CloudNet.Contracts.Link;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reports;

/// <summary>Stores which addresses a host has for something else: two statements, whatever their number.</summary>
internal static class HostRangeWriter
{
    /// <summary>Makes the host's ranges those reported.</summary>
    /// <returns>How many differ from what was stored.</returns>
    public static async Task<int> StoreAsync(CloudNetDb db, HostRow row, HostFactsReport facts, CancellationToken cancel)
    {
        row.RangesCut = facts.Cut;
        var all = facts.Routes.Select(range => (InUse: true, range)).Concat(facts.Pools.Select(range => (InUse: false, range))).ToArray();
        var used = all.Select(one => one.InUse).ToArray();
        var ranges = all.Select(one => one.range.Range).ToArray();
        var links = all.Select(one => one.range.Link).ToArray();
        var (host, tenant) = (row.Id.Value, row.TenantId.Value);
        var gone = await db.Database.ExecuteSqlAsync($"""
            DELETE FROM host_ranges WHERE host_id = {host} AND (in_use, range, link) NOT IN (SELECT * FROM unnest({used}, {ranges}, {links}))
            """, cancel);
        return gone + await db.Database.ExecuteSqlAsync($"""
            INSERT INTO host_ranges (host_id, tenant_id, in_use, range, link)
            SELECT {host}, {tenant}, said.* FROM unnest({used}, {ranges}, {links}) AS said ON CONFLICT DO NOTHING
            """, cancel);
    }
}
