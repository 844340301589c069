using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Tenants;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Quotas;

/// <summary>
/// Whether a tenant has as many workloads as it may, and what its hosts were told of that: found by looking, whatever happened, so that
/// a limit that was changed, a workload that went and a network that is new are one case.
/// </summary>
public static class WorkloadsFull
{
    /// <summary>
    /// Tenants whose hosts know something else than what is so. One pass over the workloads, whatever the number of tenants.
    /// </summary>
    public static async Task<IReadOnlyList<TenantId>> OutOfStepAsync(CloudNetDb db, CancellationToken cancel)
    {
        var used = await db.Workloads.GroupBy(row => row.TenantId).Select(of => new { Tenant = of.Key, Count = of.Count() })
            .ToDictionaryAsync(of => of.Tenant, of => of.Count, cancel);
        var limits = await db.Quotas.ToDictionaryAsync(row => row.TenantId, row => row.Workloads, cancel);
        var told = await db.Networks.IgnoreAutoIncludes().Select(row => new { row.TenantId, row.WorkloadsFull }).Distinct().ToListAsync(cancel);
        return
        [
            .. told.Where(one => one.WorkloadsFull != QuotaRules.WorkloadsFull(
                used.GetValueOrDefault(one.TenantId), limits.GetValueOrDefault(one.TenantId, TenantLimits.Default.Workloads), one.WorkloadsFull))
                .Select(one => one.TenantId).Distinct(),
        ];
    }

    /// <summary>Tells the hosts of all networks of the tenant that know something else.</summary>
    /// <returns>What they know now: the limit, where it is reached.</returns>
    public static async Task<int?> TellAsync(Change change, TenantId tenant)
    {
        var (db, cancel) = (change.Db, change.Cancel);
        var limit = (await QuotaReads.LimitsAsync(db, tenant, cancel)).Workloads;
        var used = await db.Workloads.CountAsync(row => row.TenantId == tenant, cancel);
        var told = await db.Networks.AnyAsync(row => row.TenantId == tenant && row.WorkloadsFull == limit, cancel) ? limit : (int?)null;
        var full = QuotaRules.WorkloadsFull(used, limit, told);
        var behind = db.Networks.Where(row => row.TenantId == tenant && row.WorkloadsFull != full);
        var streams = await behind.Select(row => row.Id).ToListAsync(cancel);
        await change.LockAsync(streams.Select(StreamName.Of));
        foreach (var network in await behind.Where(row => streams.Contains(row.Id)).ToListAsync(cancel))
        {
            network.WorkloadsFull = full;
            change.Record(StreamName.Of(network.Id), new NetworkSettingsSet(network.Settings));
        }
        return full;
    }
}
