using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads hosts, always those of one tenant.</summary>
public static class HostReads
{
    /// <summary>All hosts, by name.</summary>
    public static Task<IReadOnlyList<HostRecord>> ListAsync(CloudNetDb db, TenantId tenant, DateTimeOffset now, CancellationToken cancel) =>
        RecordsAsync(db, db.Hosts.Where(row => row.TenantId == tenant), now, cancel);

    /// <summary>One host.</summary>
    public static async Task<Outcome<HostRecord>> FindAsync(CloudNetDb db, TenantId tenant, HostId id, DateTimeOffset now, CancellationToken cancel)
    {
        var found = await RecordsAsync(db, db.Hosts.Where(row => row.TenantId == tenant && row.Id == id), now, cancel);
        return found is [var host] ? host : NotFound(id.ToString());
    }

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

    private static async Task<IReadOnlyList<HostRecord>> RecordsAsync(
        CloudNetDb db, IQueryable<HostRow> which, DateTimeOffset now, CancellationToken cancel)
    {
        var hosts = await which.AsNoTracking().ToListAsync(cancel);
        var leases = (await LeaseReads.RecordsAsync(db, db.Leases.Where(lease => which.Any(host => (HostId?)host.Id == lease.HostId)), cancel))
            .ToLookup(lease => lease.HostId);
        return
        [
            .. hosts.OrderBy(host => host.Name, StringComparer.Ordinal).Select(host => new HostRecord(
                host.Id, host.Name, host.UnderlayAddress, HostLinkRules.State(host.LinkedTo is not null, host.LastSeenAt, now), host.LastSeenAt,
                host.AgentVersion, host.Problems, host.EnrolledAt, [.. leases[host.Id]])),
        ];
    }
}
