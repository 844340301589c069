using CloudNet.Contracts.Webhooks;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Tables;
using CloudNet.Store.Webhooks;

namespace CloudNet.Controller.Webhooks;

/// <summary>Shows what came of deliveries, and delivers again.</summary>
internal sealed class DeliveryCommands(CloudNetStore store, WebhookSender sender, TimeProvider clock)
{
    private const int MostAtOnce = 8;

    // Of what began before, whoever waited for it has gone.
    private static readonly TimeSpan Lost = WebhookSender.Patience + TimeSpan.FromSeconds(5);

    private int running;

    private static Refusal Busy { get; } = new(
        RefusalKind.TooOften, "Too many deliveries by hand",
        $"This controller sends {MostAtOnce} by hand at once. Ask again when one has ended, in {Lost.TotalSeconds:0} seconds at most.");

    /// <summary>Why it cannot be tried only.</summary>
    internal const string NotTried = "It is sent, or it is not: that is what it is for.";

    /// <summary>What is to be sent is no longer kept.</summary>
    internal static Refusal Gone { get; } = new(RefusalKind.Spent, "The event is gone", "The audit log has not kept it until now; it cannot be sent again.");

    /// <summary>Another runs.</summary>
    internal static Refusal Running { get; } = Refusal.Conflict("Another delivery by hand is running", [new(
        "webhook", "Of one webhook one event is sent by hand at a time.", $"Wait for its answer, {Lost.TotalSeconds:0} seconds at most, and ask again.")]);

    /// <summary>The last tries of a webhook, the newest first.</summary>
    public async Task<Outcome<IReadOnlyList<WebhookDeliveryRecord>>> ListAsync(Actor actor, string webhook, CancellationToken cancel)
    {
        await using var db = store.ForTenant(actor.Tenant);
        if (await WebhookRows.FindAsync(db, actor.Tenant, webhook, cancel) is not { } row) return WebhookCommands.NotFound(webhook);
        return Outcome<IReadOnlyList<WebhookDeliveryRecord>>.Done([.. (await WebhookDeliveries.OfAsync(db, row.Id, cancel)).Select(Record)]);
    }

    /// <summary>Sends an event again, once and now, whatever became of it before. The webhook's place and state stay as they are.</summary>
    public async Task<Outcome<WebhookDeliveryRecord>> RedeliverAsync(Actor actor, string webhook, string delivery, CancellationToken cancel)
    {
        if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
        try
        {
            return Interlocked.Increment(ref running) > MostAtOnce ? Busy : await SendAgainAsync(actor, webhook, delivery, cancel);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    private async Task<Outcome<WebhookDeliveryRecord>> SendAgainAsync(Actor actor, string webhook, string delivery, CancellationToken cancel)
    {
        await using var db = store.ForTenant(actor.Tenant);
        if (await WebhookRows.FindAsync(db, actor.Tenant, webhook, cancel) is not { } row) return WebhookCommands.NotFound(webhook);
        if (await WebhookDeliveries.FindAsync(db, row.Id, delivery, cancel) is not { } before)
            return Refusal.NotFound("delivery of this webhook", delivery, $"GET /api/v1/webhooks/{row.Id}/deliveries");
        if (await WebhookDeliveries.EntryAsync(db, actor.Tenant, before.Entry, cancel) is not { } entry)
            return Gone;
        var now = clock.GetStoredNow();
        if (!await WebhookDeliveries.BeginByHandAsync(db, row.Id, now, now - Lost, cancel)) return Running;
        var tried = await sender.SendAsync(row, entry, byHand: true, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Where the webhook was removed meanwhile there is nothing to keep it with, but sent it is.
        if (await WebhookRows.LockAsync(db, actor.Tenant, webhook, cancel) is null) return Record(tried);
        await WebhookDeliveries.AddAsync(db, tried, cancel);
        await transaction.CommitAsync(cancel);
        return Record(tried);
    }

    private static WebhookDeliveryRecord Record(WebhookDeliveryRow row) => new(
        row.Id, WebhookSender.MessageId(row.Entry), row.Event, row.At, row.Error is null, row.Status, row.Error, row.Milliseconds, row.ByHand);
}
