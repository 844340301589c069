using CloudNet.Domain.Webhooks;
using CloudNet.Store;
using CloudNet.Store.Audit;
using CloudNet.Store.Events;
using CloudNet.Store.Tables;
using CloudNet.Store.Webhooks;

namespace CloudNet.Controller.Webhooks;

/// <summary>
/// Sends what is due to one webhook that was claimed: in order, the next when the one before is taken. The place moves in the transaction
/// that keeps the result; a replica that dies between a delivery and that leaves the event to be sent again, with the same id.
/// </summary>
internal sealed class WebhookWorker(CloudNetStore store, WebhookSender sender, WebhookTerms terms, TimeProvider clock)
{
    /// <summary>How long a claim lasts: longer than a delivery may take.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromSeconds(30);

    private const int PageSize = 20;
    private const int Gone = 410;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(15);

    /// <summary>Works until nothing is due, a try fails, the claim is lost, or others should have a turn.</summary>
    public async Task WorkAsync(WebhookRow webhook, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var place = new EventPlace(webhook.Transaction, webhook.Entry, clock.GetUtcNow());
        var filter = new EventFilter(webhook.Events);
        bool isOver, hasMore;
        do
        {
            await using var db = store.ForTenant(webhook.TenantId);
            var page = await EventReads.PageAsync(db, webhook.TenantId, filter, place, PageSize, clock.GetUtcNow(), cancel);
            var sent = 0;
            for (; sent < page.Events.Count && clock.GetElapsedTime(began) < Turn; sent++)
                if (!await DeliverAsync(db, webhook, page.Events[sent], cancel)) return;
            isOver = clock.GetElapsedTime(began) >= Turn;
            (place, hasMore) = (page.Next, page.HasMore);
            // Past what the filter left out, so that it is not looked at again.
            if (sent == page.Events.Count && !await WebhookQueue.MoveAsync(db, webhook, place, clock.GetUtcNow() + Claim, cancel)) return;
        }
        while (hasMore && !isOver);
        await using var end = store.ForTenant(webhook.TenantId);
        await WebhookQueue.ReleaseAsync(end, webhook, clock.GetUtcNow(), cancel);
    }

    private async Task<bool> DeliverAsync(CloudNetDb db, WebhookRow webhook, StoredEvent found, CancellationToken cancel)
    {
        var tried = await sender.SendAsync(webhook, found.Entry, byHand: false, cancel);
        using var deed = Deed.OfSystem("DisableWebhook").Begin();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var isMine = tried.Error is null
            ? await WebhookQueue.MoveAsync(db, webhook, found.Place, clock.GetUtcNow() + Claim, cancel)
            : await FailAsync(db, webhook, tried, cancel);
        if (!isMine) return false;
        await WebhookDeliveries.AddAsync(db, tried, cancel);
        await transaction.CommitAsync(cancel);
        (webhook.Failed, webhook.FailingSince) = (0, null);
        return tried.Error is null;
    }

    private Task<bool> FailAsync(CloudNetDb db, WebhookRow webhook, WebhookDeliveryRow tried, CancellationToken cancel)
    {
        var (now, since) = (clock.GetStoredNow(), webhook.FailingSince ?? tried.At);
        var end = tried.Status == Gone ? "it answered 410: it wants no more"
            : now - since >= terms.GiveUpAfter ? $"nothing was taken since {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC; at last: {tried.Error}"
            : null;
        DateTimeOffset? next = end is null ? now + WebhookRules.Pause(webhook.Failed + 1, Random.Shared.NextDouble()) : null;
        return WebhookQueue.FailAsync(db, webhook, end ?? tried.Error!, since, next, cancel);
    }
}
