using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Webhooks;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Webhooks;

/// <summary>A tenant's webhooks.</summary>
public static class WebhookRows
{
    /// <summary>All of them, the oldest first.</summary>
    public static async Task<IReadOnlyList<WebhookRow>> AllAsync(CloudNetDb db, TenantId tenant, CancellationToken cancel) =>
        await db.Webhooks.AsNoTracking().Where(row => row.TenantId == tenant).OrderBy(row => row.Id).ToListAsync(cancel);

    /// <summary>One of them, to be changed: until the transaction ends nobody claims it; null where there is none.</summary>
    public static async Task<WebhookRow?> LockAsync(CloudNetDb db, TenantId tenant, string webhook, CancellationToken cancel)
    {
        if (!WebhookId.TryParse(webhook, null, out var id)) return null;
        var found = await db.Webhooks.FromSql($"SELECT * FROM webhooks WHERE tenant_id = {tenant.Value} AND id = {id.Value} FOR UPDATE").ToListAsync(cancel);
        return found.SingleOrDefault();
    }

    /// <summary>One of them; null where there is none.</summary>
    public static async Task<WebhookRow?> FindAsync(CloudNetDb db, TenantId tenant, string webhook, CancellationToken cancel) =>
        WebhookId.TryParse(webhook, null, out var id)
            ? await db.Webhooks.SingleOrDefaultAsync(row => row.TenantId == tenant && row.Id == id, cancel)
            : null;

    /// <summary>How many there are; until the transaction ends no other is added.</summary>
    public static async Task<int> CountAsync(CloudNetDb db, TenantId tenant, CancellationToken cancel)
    {
        await TenantLock.TakeAsync(db, TenantLock.Webhooks, tenant, cancel);
        return await db.Webhooks.CountAsync(row => row.TenantId == tenant, cancel);
    }

    /// <summary>Removes one, with what is known of its deliveries.</summary>
    /// <returns>Whether it was there.</returns>
    public static async Task<bool> RemoveAsync(CloudNetDb db, TenantId tenant, WebhookId webhook, CancellationToken cancel) =>
        await db.Webhooks.Where(row => row.TenantId == tenant && row.Id == webhook).ExecuteDeleteAsync(cancel) == 1;
}
