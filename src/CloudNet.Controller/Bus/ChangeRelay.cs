using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using MassTransit;
using Npgsql;

namespace CloudNet.Controller.Bus;

/// <summary>
/// Publishes the change log to the bus: each stream in order, at least once, by one leader among the replicas. Woken by
/// <c>NOTIFY</c>; a slow poll beneath finds what a lost wake-up left. A change counts as published only when the bus took it.
/// </summary>
public sealed partial class ChangeRelay(
    NpgsqlDataSource source, CloudNetStore store, IBus bus, TimeProvider clock, ILogger<ChangeRelay> log) : BackgroundService
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TrimEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Keep = TimeSpan.FromHours(6);

    private DateTimeOffset nextTrim;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var leader = await ChangeLogLeader.TryLeadAsync(source, stopping);
                if (leader is not null) await LeadAsync(leader, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(log, fault.Message);
            }
            await Task.Delay(Retry, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LeadAsync(ChangeLogLeader leader, CancellationToken stopping)
    {
        LogLeading(log);
        while (true)
        {
            while (await PublishBatchAsync(stopping) == BatchSize) { }
            await TrimAsync(stopping);
            await leader.WaitAsync(Poll, stopping);
        }
    }

    private async Task<int> PublishBatchAsync(CancellationToken stopping)
    {
        await using var db = store.ForSystem();
        var changes = await ChangeLogReader.UnpublishedAsync(db, BatchSize, stopping);
        if (changes.Count == 0) return 0;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(PublishTimeout);
        await bus.Publish(new ChangesCommitted(changes), patience.Token);
        await ChangeLogReader.MarkPublishedAsync(db, changes, stopping);
        return changes.Count;
    }

    private async Task TrimAsync(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        if (now < nextTrim) return;
        nextTrim = now + TrimEvery;
        await using var db = store.ForSystem();
        var dropped = await ChangeLogReader.TrimAsync(db, now - Keep, stopping);
        if (dropped > 0) LogTrimmed(log, dropped);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "publishing the change log: this replica leads")]
    private static partial void LogLeading(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "publishing the change log stopped, and is tried again in a second: {Reason}")]
    private static partial void LogFault(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "dropped {Count} published changes older than six hours")]
    private static partial void LogTrimmed(ILogger log, int count);
}
