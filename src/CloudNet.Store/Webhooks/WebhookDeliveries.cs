using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Webhooks;
using CloudNet.Store.Audit;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Webhooks;

/// <summary>What came of a webhook's last tries.</summary>
public static class WebhookDeliveries
{
    /// <summary>How many are kept of each webhook.</summary>
    public const int Kept = 100;

    /// <summary>The tries of a webhook, the newest first.</summary>
    public static async Task<IReadOnlyList<WebhookDeliveryRow>> OfAsync(CloudNetDb db, WebhookId webhook, CancellationToken cancel) =>
        await db.WebhookDeliveries.AsNoTracking().Where(row => row.WebhookId == webhook).OrderByDescending(row => row.Id).Take(Kept).ToListAsync(cancel);

    /// <summary>One of them; null where it is not known (any more).</summary>
    public static async Task<WebhookDeliveryRow?> FindAsync(CloudNetDb db, WebhookId webhook, string delivery, CancellationToken cancel) =>
        WebhookDeliveryId.TryParse(delivery, null, out var id)
            ? await db.WebhookDeliveries.AsNoTracking().SingleOrDefaultAsync(row => row.WebhookId == webhook && row.Id == id, cancel)
            : null;

    /// <summary>The entry of the log that was sent; null where it was kept long enough and is gone.</summary>
    public static async Task<AuditEntry?> EntryAsync(CloudNetDb db, TenantId tenant, long entry, CancellationToken cancel) =>
        await db.Audit.AsNoTracking().SingleOrDefaultAsync(row => row.TenantId == tenant && row.Id == entry, cancel) is { } found
            ? AuditReads.Entry(found)
            : null;

    /// <summary>Begins to send an event again by hand, unless another is being sent: then nothing came of that one yet, and it is not lost.</summary>
    /// <param name="db">A context that sees the tenant.</param>
    /// <param name="webhook">The webhook.</param>
    /// <param name="now">The time.</param>
    /// <param name="lost">What began before this has ended, whether something came of it or not.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<bool> BeginByHandAsync(CloudNetDb db, WebhookId webhook, DateTimeOffset now, DateTimeOffset lost, CancellationToken cancel) =>
        await db.Webhooks
            .Where(row => row.Id == webhook && (row.RedeliveredAt == null || row.RedeliveredAt < lost
                || db.WebhookDeliveries.Any(tried => tried.WebhookId == row.Id && tried.ByHand && tried.At >= row.RedeliveredAt)))
            .ExecuteUpdateAsync(row => row.SetProperty(begun => begun.RedeliveredAt, now), cancel) == 1;

    /// <summary>Keeps a try, and lets go of those that are too many.</summary>
    public static async Task AddAsync(CloudNetDb db, WebhookDeliveryRow delivery, CancellationToken cancel)
    {
        db.WebhookDeliveries.Add(delivery);
        await db.SaveChangesAsync(cancel);
        var kept = db.WebhookDeliveries.Where(row => row.WebhookId == delivery.WebhookId).OrderByDescending(row => row.Id).Take(Kept).Select(row => row.Id);
        await db.WebhookDeliveries.Where(row => row.WebhookId == delivery.WebhookId && !kept.Contains(row.Id)).ExecuteDeleteAsync(cancel);
    }
}
