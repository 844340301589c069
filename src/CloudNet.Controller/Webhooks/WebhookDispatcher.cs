using System.Collections.Concurrent;
using CloudNet.Contracts.Webhooks;
using CloudNet.Controller.Bus;
using CloudNet.Controller.Events;
using CloudNet.Store;
using CloudNet.Store.Tables;
using CloudNet.Store.Webhooks;

namespace CloudNet.Controller.Webhooks;

/// <summary>
/// Claims webhooks that have something to send, a bounded number at a time and few of one tenant, and has each worked by itself: a
/// receiver that hangs holds nobody up but itself. Woken by events, and every second: for those that are to be tried again, and for events that were
/// held back. A replica that is gone leaves its claims to the others when they end.
/// </summary>
internal sealed partial class WebhookDispatcher(
    CloudNetStore store, EventFeed feed, WebhookWorker worker, Replica replica, TimeProvider clock, ILogger<WebhookDispatcher> log) : BackgroundService
{
    private const int MostAtOnce = 16;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<WebhookId, Task> working = new();
    private long claims;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = feed.NextAnywhere;
            try
            {
                foreach (var webhook in await ClaimAsync(stoppingToken)) Begin(webhook, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(log, fault.Message);
            }
            await next.WaitAsync(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Gather, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Task.WhenAll(working.Values);
    }

    private async Task<IReadOnlyList<WebhookRow>> ClaimAsync(CancellationToken stopping)
    {
        var free = MostAtOnce - working.Count;
        if (free <= 0) return [];
        await using var db = store.ForSystem();
        var now = clock.GetUtcNow();
        return await WebhookQueue.ClaimAsync(db, $"{replica.Name}/{++claims}", working.Keys, now, now + WebhookWorker.Claim, free, stopping);
    }

    // Not awaited here; it is in the list before it can end.
    private void Begin(WebhookRow webhook, CancellationToken stopping)
    {
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        working[webhook.Id] = WorkAsync(webhook, begin.Task, stopping);
        begin.SetResult();
    }

    private async Task WorkAsync(WebhookRow webhook, Task begin, CancellationToken stopping)
    {
        await begin;
        try
        {
            await worker.WorkAsync(webhook, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process stops: the claim ends by itself.
        }
        catch (Exception fault)
        {
            LogFault(log, fault.Message);
        }
        finally
        {
            working.TryRemove(webhook.Id, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "sending events to webhooks stopped, and goes on soon: {Reason}")]
    private static partial void LogFault(ILogger log, string reason);
}
