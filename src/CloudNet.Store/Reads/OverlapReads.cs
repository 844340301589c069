using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads which addresses a tenant's hosts have for something other than CloudNet.</summary>
public static class OverlapReads
{
    // Of a refusal that names some, more are of no use.
    private const int Most = 64;

    /// <summary>Routes of the tenant's hosts that overlap one of the ranges.</summary>
    public static async Task<IReadOnlyList<HostOverlap>> RoutesAsync(CloudNetDb db, TenantId tenant, IPNetwork[] ranges, CancellationToken cancel) =>
        await Named(db, Overlapping(db, tenant, ranges).Where(row => row.InUse)).Take(Most).ToListAsync(cancel);

    /// <summary>What these hosts have that overlaps one of the ranges: one query, however many hosts there are.</summary>
    public static async Task<ILookup<HostId, HostOverlap>> OfHostsAsync(
        CloudNetDb db, TenantId tenant, IReadOnlyList<HostId> hosts, IPNetwork[] ranges, CancellationToken cancel)
    {
        if (hosts.Count == 0) return Array.Empty<HostOverlap>().ToLookup(found => found.Host);
        return (await Named(db, Overlapping(db, tenant, ranges).Where(row => hosts.Contains(row.HostId))).ToListAsync(cancel)).ToLookup(found => found.Host);
    }

    /// <summary>All that a host reported, with the networks it is in that it overlaps.</summary>
    public static async Task<Outcome<HostFactsRecord>> FactsAsync(CloudNetDb db, TenantId tenant, HostId id, CancellationToken cancel)
    {
        var cut = await db.Hosts.Where(row => row.Id == id && row.TenantId == tenant).Select(row => (int?)row.RangesCut).SingleOrDefaultAsync(cancel);
        if (cut is null) return HostReads.NotFound(id.ToString());
        var networks = await db.Leases.Where(lease => lease.HostId == id && lease.TenantId == tenant).Select(lease => lease.NetworkId).Distinct()
            .Join(db.Networks, lease => lease, network => network.Id, (_, network) => network)
            .SelectMany(network => network.Ranges, (network, range) => new { network.Name, range.Range }).ToListAsync(cancel);
        var rows = await db.HostRanges.AsNoTracking().Where(row => row.HostId == id && row.TenantId == tenant).OrderBy(row => row.Range).ToListAsync(cancel);
        HostRangeRecord Record(HostRangeRow row) => new(row.Range, row.Link,
            [.. networks.Where(network => network.Range.Overlaps(row.Range)).Select(network => network.Name).Distinct().Order(StringComparer.Ordinal)]);
        return new HostFactsRecord(id, [.. rows.Where(row => row.InUse).Select(Record)], [.. rows.Where(row => !row.InUse).Select(Record)], cut.Value);
    }

    private static IQueryable<HostRangeRow> Overlapping(CloudNetDb db, TenantId tenant, IPNetwork[] ranges) => db.HostRanges.FromSql($"""
        SELECT host_ranges.* FROM host_ranges WHERE tenant_id = {tenant.Value} AND range && ANY({ranges})
        """).AsNoTracking();

    private static IQueryable<HostOverlap> Named(CloudNetDb db, IQueryable<HostRangeRow> rows) =>
        from row in rows
        join host in db.Hosts on row.HostId equals host.Id
        orderby host.Name, row.Range
        select new HostOverlap(host.Id, host.Name, row.Range, row.Link, row.InUse);
}
