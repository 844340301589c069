using CloudNet.Contracts.Webhooks;
using CloudNet.Store.Events;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Webhooks;

/// <summary>
/// Which webhooks have something to send, and who is at it. Each is a reader of the stream of events (<see cref="EventReads"/>) whose
/// place is in the database; what is said of one counts as long as its claim is held, and each claim is another.
/// </summary>
public static class WebhookQueue
{
    /// <summary>How many webhooks of one tenant a replica works at once: others' have the rest of its room.</summary>
    public const int MostOfTenant = 4;

    /// <summary>Claims webhooks for which there are events, whosever they are; those that wait longest come first.</summary>
    /// <param name="db">A context of the system.</param>
    /// <param name="claim">What the claim is known by; never used before.</param>
    /// <param name="busy">What the replica is at already.</param>
    /// <param name="now">The time.</param>
    /// <param name="until">Until when they are left to it, unless it says more.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<WebhookRow>> ClaimAsync(
        CloudNetDb db, string claim, IEnumerable<WebhookId> busy, DateTimeOffset now, DateTimeOffset until, int most, CancellationToken cancel)
    {
        Guid[] own = [.. busy.Select(webhook => webhook.Value)];
        // Whether one is free is asked again of the row that is locked: another replica may have claimed it meanwhile.
        return await db.Webhooks.FromSql($"""
            UPDATE webhooks SET claimed_by = {claim}, claimed_until = {until} WHERE id = ANY (ARRAY(
                SELECT id FROM webhooks
                WHERE enabled AND next_at <= {now} AND (claimed_until IS NULL OR claimed_until < {now}) AND id IN (
                    SELECT id FROM (
                        SELECT id, row_number() OVER (PARTITION BY tenant_id ORDER BY id = ANY ({own}) DESC, next_at) AS turn FROM webhooks AS w
                        WHERE id = ANY ({own}) OR enabled AND next_at <= {now} AND (claimed_until IS NULL OR claimed_until < {now}) AND EXISTS (
                            SELECT FROM audit AS a WHERE a.tenant_id = w.tenant_id AND (a.transaction, a.id) > (w.transaction, w.entry)
                                AND a.transaction < (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint))) AS due
                    WHERE turn <= {MostOfTenant} AND NOT id = ANY ({own}))
                ORDER BY next_at LIMIT {most} FOR UPDATE SKIP LOCKED))
            RETURNING *
            """).AsNoTracking().ToListAsync(cancel);
    }

    /// <summary>An event is done with: the place moves on, and the claim lasts until then.</summary>
    /// <returns>False where the claim was lost: somebody else may be at it.</returns>
    public static Task<bool> MoveAsync(
        CloudNetDb db, WebhookRow webhook, EventPlace place, DateTimeOffset until, CancellationToken cancel) =>
        OneAsync(Claimed(db, webhook).ExecuteUpdateAsync(row => row
            .SetProperty(moved => moved.Transaction, place.Transaction).SetProperty(moved => moved.Entry, place.Id)
            .SetProperty(moved => moved.Failed, 0).SetProperty(moved => moved.FailingSince, (DateTimeOffset?)null)
            .SetProperty(moved => moved.Reason, (string?)null).SetProperty(moved => moved.ClaimedUntil, until), cancel));

    /// <summary>Its turn is over: somebody else may claim it, after those that wait already.</summary>
    public static Task ReleaseAsync(CloudNetDb db, WebhookRow webhook, DateTimeOffset now, CancellationToken cancel) =>
        Claimed(db, webhook).ExecuteUpdateAsync(row => row
            .SetProperty(free => free.NextAt, now)
            .SetProperty(free => free.ClaimedBy, (string?)null).SetProperty(free => free.ClaimedUntil, (DateTimeOffset?)null), cancel);

    /// <summary>A try failed: it is tried again at a time, or it is disabled (null); in both cases it is free for whoever claims it.</summary>
    /// <returns>False where the claim was lost.</returns>
    public static Task<bool> FailAsync(
        CloudNetDb db, WebhookRow webhook, string reason, DateTimeOffset since, DateTimeOffset? next, CancellationToken cancel) =>
        OneAsync(Claimed(db, webhook).ExecuteUpdateAsync(row => row
            .SetProperty(failed => failed.Failed, failed => failed.Failed + 1).SetProperty(failed => failed.FailingSince, since)
            .SetProperty(failed => failed.Reason, reason).SetProperty(failed => failed.Enabled, next != null)
            .SetProperty(failed => failed.NextAt, failed => next ?? failed.NextAt)
            .SetProperty(failed => failed.ClaimedBy, (string?)null).SetProperty(failed => failed.ClaimedUntil, (DateTimeOffset?)null), cancel));

    private static IQueryable<WebhookRow> Claimed(CloudNetDb db, WebhookRow webhook) =>
        db.Webhooks.Where(row => row.Id == webhook.Id && row.ClaimedBy == webhook.ClaimedBy && row.Enabled);

    private static async Task<bool> OneAsync(Task<int> changed) => await changed == 1;
}
