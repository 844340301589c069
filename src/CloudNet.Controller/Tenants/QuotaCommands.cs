using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Tenants;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Quotas;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Tenants;

/// <summary>Shows and sets how much tenants may have: as the system, since an administrator does so of any tenant.</summary>
public sealed class QuotaCommands(Changes changes, CloudNetStore store)
{
    /// <summary>What a tenant has of what it may have: the actor's own, or any for an administrator of the controller.</summary>
    public async Task<Outcome<QuotasRecord>> FindAsync(Actor actor, string tenant, CancellationToken cancel)
    {
        await using var db = store.ForSystem();
        var found = await QuotaReads.TenantAsync(db, tenant, cancel);
        return found is not null && (found.Id == actor.Tenant || AccessRules.IsAdministrator(actor))
            ? await QuotaReads.UseAsync(db, found, cancel)
            : QuotaRules.NoTenant(tenant);
    }

    /// <summary>Sets a tenant's limits.</summary>
    public async Task<Outcome<QuotasRecord>> SetAsync(Actor actor, string tenant, SetQuotas request, CancellationToken cancel)
    {
        if (AccessRules.RequireAdministrator(actor) is { } notAllowed) return notAllowed;
        return await changes.RunForSystemAsync<QuotasRecord>(async change =>
        {
            if (await QuotaReads.TenantAsync(change.Db, tenant, change.Cancel) is not { } found) return QuotaRules.NoTenant(tenant);
            await QuotaGate.LockAsync(change, found);
            var now = await QuotaReads.LimitsAsync(change.Db, found.Id, change.Cancel);
            if (QuotaRules.Parse(request, now).IsRefused(out var refusal, out var limits)) return refusal;
            await QuotaGate.SetAsync(change.Db, found.Id, limits, change.Cancel);
            await change.Db.SaveChangesAsync(change.Cancel);
            return await QuotaReads.UseAsync(change.Db, found, change.Cancel);
        }, cancel);
    }
}
