using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Tenants;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Reads what a tenant has, and may have.</summary>
public static class QuotaReads
{
    /// <summary>The tenant of this id or name.</summary>
    public static Task<TenantRecord?> TenantAsync(CloudNetDb db, string idOrName, CancellationToken cancel)
    {
        var isId = TenantId.TryParse(idOrName, null, out var id);
        // Not every text can be looked for.
        var name = idOrName.Any(char.IsControl) ? null : idOrName;
        return db.Tenants.Where(row => isId ? row.Id == id : row.Name == name)
            .Select(row => new TenantRecord(row.Id, row.Name, row.CreatedAt)).SingleOrDefaultAsync(cancel);
    }

    /// <summary>How much the tenant may have.</summary>
    public static async Task<TenantLimits> LimitsAsync(CloudNetDb db, TenantId tenant, CancellationToken cancel) =>
        await db.Quotas.Where(row => row.TenantId == tenant).Select(row => new TenantLimits(row.Hosts, row.Networks, row.Workloads, row.Services))
            .SingleOrDefaultAsync(cancel)
        ?? TenantLimits.Default;

    /// <summary>What the tenant has of what it may have.</summary>
    public static async Task<QuotasRecord> UseAsync(CloudNetDb db, TenantRecord tenant, CancellationToken cancel)
    {
        var limits = await LimitsAsync(db, tenant.Id, cancel);
        var hosts = await db.Hosts.CountAsync(row => row.TenantId == tenant.Id, cancel);
        var networks = await db.Networks.CountAsync(row => row.TenantId == tenant.Id, cancel);
        var workloads = await db.Workloads.CountAsync(row => row.TenantId == tenant.Id, cancel);
        var services = await db.Services.CountAsync(row => row.TenantId == tenant.Id, cancel);
        return new(
            tenant.Id, tenant.Name, new(hosts, limits.Hosts), new(networks, limits.Networks), new(workloads, limits.Workloads), new(services, limits.Services));
    }
}
