using CloudNet.Contracts.Webhooks;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Webhooks;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Events;
using CloudNet.Store.Preconditions;
using CloudNet.Store.Tables;
using CloudNet.Store.Webhooks;

namespace CloudNet.Controller.Webhooks;

/// <summary>Makes, changes and removes webhooks.</summary>
public sealed class WebhookCommands(Changes changes, CloudNetStore store, WebhookSecrets secrets, WebhookTerms terms, TimeProvider clock)
{
    /// <summary>The tenant's webhooks, the oldest first.</summary>
    public async Task<IReadOnlyList<WebhookRecord>> ListAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = store.ForTenant(actor.Tenant);
        return [.. (await WebhookRows.AllAsync(db, actor.Tenant, cancel)).Select(Record)];
    }

    /// <summary>One of them.</summary>
    public async Task<Outcome<WebhookRecord>> FindAsync(Actor actor, string webhook, CancellationToken cancel)
    {
        await using var db = store.ForTenant(actor.Tenant);
        return await WebhookRows.FindAsync(db, actor.Tenant, webhook, cancel) is { } row ? Record(row) : NotFound(webhook);
    }

    /// <summary>Makes one. It gets what happens from now on.</summary>
    public async Task<Outcome<CreatedWebhook>> CreateAsync(Actor actor, CreateWebhook request, CancellationToken cancel)
    {
        if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
        if (WebhookRules.Parse(request).IsRefused(out var refusal, out var settings)) return refusal;
        return await changes.RunAsync<CreatedWebhook>(actor.Tenant, async change =>
        {
            if (WebhookRules.Full(await WebhookRows.CountAsync(change.Db, actor.Tenant, change.Cancel), terms.PerTenant) is { } full) return full;
            var place = await EventReads.EndAsync(change.Db, change.Now, change.Cancel);
            var (shown, kept) = secrets.New();
            var row = new WebhookRow
            {
                Id = WebhookId.New(clock), TenantId = actor.Tenant, Secret = kept, SecretSince = change.Now, CreatedAt = change.Now, NextAt = change.Now,
                Transaction = place.Transaction, Entry = place.Id,
            };
            Set(row, settings);
            change.Db.Add(row);
            return new CreatedWebhook(Record(row), shown);
        }, cancel);
    }

    /// <summary>Changes one. It goes on where it was, at once.</summary>
    public Task<Outcome<WebhookRecord>> SetAsync(Actor actor, string webhook, SetWebhook request, CancellationToken cancel) =>
        ChangeAsync<WebhookRecord>(actor, webhook, (row, now) =>
        {
            var was = new WebhookSettings(row.Url, row.Events, row.Description, row.Enabled);
            if (WebhookRules.Parse(request, was).IsRefused(out var refusal, out var settings)) return refusal;
            Set(row, settings);
            (row.Failed, row.FailingSince, row.Reason, row.NextAt) = (0, null, null, now);
            // Whoever is at it with what it was before is at it no more.
            (row.ClaimedBy, row.ClaimedUntil) = (null, null);
            return Record(row);
        }, cancel);

    /// <summary>Gives one a new secret; the one before signs too for a while.</summary>
    public Task<Outcome<CreatedWebhook>> RotateAsync(Actor actor, string webhook, RotateWebhookSecret request, CancellationToken cancel) =>
        ChangeAsync<CreatedWebhook>(actor, webhook, (row, now) =>
        {
            if (WebhookRules.Parse(request).IsRefused(out var refusal, out var kept)) return refusal;
            (row.PreviousSecret, row.PreviousUntil) = (kept > TimeSpan.Zero ? row.Secret : null, now + kept);
            (var shown, row.Secret) = secrets.New();
            row.SecretSince = now;
            (row.ClaimedBy, row.ClaimedUntil) = (null, null);
            return new CreatedWebhook(Record(row), shown);
        }, cancel);

    /// <summary>Removes one: it gets nothing more.</summary>
    public async Task<Outcome<WebhookId>> RemoveAsync(Actor actor, string webhook, CancellationToken cancel)
    {
        if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
        return await changes.RunAsync<WebhookId>(actor.Tenant, async change =>
            await LockAsync(change, actor, webhook) is { } row && await WebhookRows.RemoveAsync(change.Db, actor.Tenant, row.Id, change.Cancel)
                ? row.Id
                : NotFound(webhook), cancel);
    }

    internal static Refusal NotFound(string webhook) => Refusal.NotFound("webhook", webhook, "GET /api/v1/webhooks");

    private Task<Outcome<T>> ChangeAsync<T>(
        Actor actor, string webhook, Func<WebhookRow, DateTimeOffset, Outcome<T>> decide, CancellationToken cancel) where T : notnull =>
        changes.RunAsync<T>(actor.Tenant, async change =>
        {
            if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
            return await LockAsync(change, actor, webhook) is { } row ? decide(row, change.Now) : NotFound(webhook);
        }, cancel);

    // What the change rests on is checked under the lock.
    private static async Task<WebhookRow?> LockAsync(Change change, Actor actor, string webhook)
    {
        var row = await WebhookRows.LockAsync(change.Db, actor.Tenant, webhook, change.Cancel);
        if (row is not null) Precondition.Current?.Locked(PreconditionKind.Webhook, Record(row));
        return row;
    }

    private static void Set(WebhookRow row, WebhookSettings settings) =>
        (row.Url, row.Events, row.Description, row.Enabled) = (settings.Url, [.. settings.Events], settings.Description, settings.IsEnabled);

    private static WebhookRecord Record(WebhookRow row)
    {
        var isFailing = row is { Enabled: true, FailingSince: not null };
        return new(row.Id, row.Url, row.Events, row.Description, !row.Enabled ? WebhookRecord.Disabled : isFailing ? "failing" : "active", row.Reason,
            row.FailingSince, isFailing ? row.NextAt : null, row.CreatedAt, row.SecretSince);
    }
}
