using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Tenants;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Preconditions;
using CloudNet.Store.Reads;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Quotas;

/// <summary>
/// Refuses what a tenant may have no more of. What is made is counted under a lock that is held until the transaction ends, so
/// that of many that come at once no more get through than there is room for. Cost: one count by index a host, network or service that
/// is made; where several wait, they go one after the other. It is taken last, after locks of streams, by all that take it.
/// </summary>
public static class QuotaGate
{
    /// <summary>Refuses one host too many.</summary>
    public static async Task<Refusal?> HostAsync(CloudNetDb db, TenantId tenant, CancellationToken cancel)
    {
        await TenantLock.TakeAsync(db, TenantLock.Hosts, tenant, cancel);
        var limits = await QuotaReads.LimitsAsync(db, tenant, cancel);
        return QuotaRules.Hosts(await db.Hosts.CountAsync(row => row.TenantId == tenant, cancel), limits.Hosts);
    }

    /// <summary>Refuses one network too many.</summary>
    public static async Task<Refusal?> NetworkAsync(CloudNetDb db, TenantId tenant, CancellationToken cancel)
    {
        await TenantLock.TakeAsync(db, TenantLock.Networks, tenant, cancel);
        var limits = await QuotaReads.LimitsAsync(db, tenant, cancel);
        return QuotaRules.Networks(await db.Networks.CountAsync(row => row.TenantId == tenant, cancel), limits.Networks);
    }

    /// <summary>Refuses one service too many.</summary>
    public static async Task<Refusal?> ServiceAsync(CloudNetDb db, TenantId tenant, CancellationToken cancel)
    {
        await TenantLock.TakeAsync(db, TenantLock.Services, tenant, cancel);
        var limits = await QuotaReads.LimitsAsync(db, tenant, cancel);
        return QuotaRules.Services(await db.Services.CountAsync(row => row.TenantId == tenant, cancel), limits.Services);
    }

    /// <summary>Lets one change of a tenant's limits at a time through; what it rests on is checked under the lock.</summary>
    public static async Task LockAsync(Change change, TenantRecord tenant)
    {
        await TenantLock.TakeAsync(change.Db, TenantLock.Quotas, tenant.Id, change.Cancel);
        Precondition.Current?.Locked(await QuotaReads.UseAsync(change.Db, tenant, change.Cancel));
    }

    /// <summary>Sets a tenant's limits, when the context is saved.</summary>
    public static async Task SetAsync(CloudNetDb db, TenantId tenant, TenantLimits limits, CancellationToken cancel)
    {
        var row = await db.Quotas.SingleOrDefaultAsync(quota => quota.TenantId == tenant, cancel) ?? db.Quotas.Add(new() { TenantId = tenant }).Entity;
        (row.Hosts, row.Networks, row.Workloads, row.Services) = (limits.Hosts, limits.Networks, limits.Workloads, limits.Services);
    }
}
