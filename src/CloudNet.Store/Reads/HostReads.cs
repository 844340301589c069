using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Lists;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads hosts, always those of one tenant.</summary>
public static class HostReads
{
    /// <summary>All hosts, by name.</summary>
    public static async Task<IReadOnlyList<HostRecord>> AllAsync(CloudNetDb db, TenantId tenant, DateTimeOffset now, CancellationToken cancel) =>
        await RecordsAsync(
            db, await Of(db, tenant).OrderBy(row => EF.Functions.Collate(row.Name, ListPages.ByBytes)).ToListAsync(cancel), now, cancel);

    /// <summary>A page of them.</summary>
    /// <param name="db">The session.</param>
    /// <param name="tenant">Whose.</param>
    /// <param name="part">Which part.</param>
    /// <param name="filter">Which hosts.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<Page<HostRecord>> PageAsync(
        CloudNetDb db, TenantId tenant, ListPart part, HostFilter filter, DateTimeOffset now, CancellationToken cancel)
    {
        var hosts = Labelled(db, filter.Labels ?? []).AsNoTracking().Where(row => row.TenantId == tenant);
        if (filter.Link is { } state) hosts = InState(hosts, state, now);
        var (rows, next) = await hosts.Select(row => new Listed<HostRow>
        {
            Row = row, Name = EF.Functions.Collate(row.Name, ListPages.ByBytes), Created = row.EnrolledAt,
            Of = (Guid)(object)row.Id, Id = (Guid)(object)row.Id,
        }).PartAsync(part, cancel);
        return new(await RecordsAsync(db, rows, now, cancel), next);
    }

    /// <summary>One host.</summary>
    public static async Task<Outcome<HostRecord>> FindAsync(CloudNetDb db, TenantId tenant, HostId id, DateTimeOffset now, CancellationToken cancel)
    {
        var found = await RecordsAsync(db, await Of(db, tenant).Where(row => row.Id == id).ToListAsync(cancel), now, cancel);
        return found is [var host] ? host : NotFound(id.ToString());
    }

    /// <summary>A host that was read already.</summary>
    public static async Task<HostRecord> RecordAsync(CloudNetDb db, HostRow host, DateTimeOffset now, CancellationToken cancel) =>
        (await RecordsAsync(db, [host], now, cancel))[0];

    /// <summary>The host that a text names, which is its id or its name.</summary>
    public static async Task<Outcome<HostId>> ResolveAsync(CloudNetDb db, TenantId tenant, string idOrName, CancellationToken cancel)
    {
        var own = db.Hosts.Where(row => row.TenantId == tenant);
        if (HostId.TryParse(idOrName, null, out var id)) own = own.Where(row => row.Id == id);
        else if (NameRules.Host("host", idOrName) is null) own = own.Where(row => row.Name == idOrName);
        else return NotFound(idOrName);
        var found = await own.Select(row => new { row.Id }).SingleOrDefaultAsync(cancel);
        return found is not null ? found.Id : NotFound(idOrName);
    }

    /// <summary>Nothing in the tenant is called so.</summary>
    public static Refusal NotFound(string idOrName) => Refusal.NotFound("host", idOrName, "GET /api/v1/hosts");

    private static IQueryable<HostRow> Of(CloudNetDb db, TenantId tenant) => db.Hosts.AsNoTracking().Where(row => row.TenantId == tenant);

    private static IQueryable<HostRow> Labelled(CloudNetDb db, IReadOnlyList<KeyValuePair<string, string>> labels) => labels.Count == 0
        ? db.Hosts
        : db.Hosts.FromSql($"SELECT * FROM hosts WHERE labels @> ALL ({LabelsJson.Asked(labels)}::jsonb[])");

    // HostLinkRules.State, as the database says it. No index has when a host was last heard of: that is written all the time.
    private static IQueryable<HostRow> InState(IQueryable<HostRow> hosts, HostLinkState state, DateTimeOffset now)
    {
        var lately = now - HostLinkRules.Silence;
        return state switch
        {
            HostLinkState.NeverSeen => hosts.Where(row => row.LastSeenAt == null),
            HostLinkState.Linked => hosts.Where(row => row.LinkedTo != null && row.LastSeenAt >= lately),
            _ => hosts.Where(row => row.LastSeenAt != null && (row.LinkedTo == null || row.LastSeenAt < lately)),
        };
    }

    private static IReadOnlyList<string> Problems(HostRow host, DateTimeOffset now) =>
        host.LinkRefused is { } refused && host.ContendedAt >= now - HostLinkRules.Contention ? [refused, .. host.Problems] : host.Problems;

    private static async Task<IReadOnlyList<HostRecord>> RecordsAsync(
        CloudNetDb db, IReadOnlyList<HostRow> hosts, DateTimeOffset now, CancellationToken cancel)
    {
        HostId?[] ids = [.. hosts.Select(host => (HostId?)host.Id)];
        var leases = (await LeaseReads.RecordsAsync(db, db.Leases.Where(lease => ids.Contains(lease.HostId)), cancel)).ToLookup(lease => lease.HostId);
        return
        [
            .. hosts.Select(host => new HostRecord(
                host.Id, host.Name, host.UnderlayAddress, HostLinkRules.State(host.LinkedTo is not null, host.LastSeenAt, now), host.LastSeenAt,
                host.AgentVersion, Problems(host, now), host.EnrolledAt, [.. leases[host.Id]], host.Warnings,
                LabelsJson.InOrder(host.Labels), host.Drivers)),
        ];
    }
}
