using CloudNet.Store;
using CloudNet.Store.Audit;

namespace CloudNet.Controller.Audit;

/// <summary>
/// Lets go, every quarter of an hour, what was kept long enough: entries of the audit log, spans of the address history that have
/// ended, and Idempotency-Keys. In batches, so that no table is locked for long and nobody waits for it.
/// </summary>
public sealed partial class RetentionKeeper(
    RetentionTerms terms, CloudNetStore store, TimeProvider clock, ILogger<RetentionKeeper> log) : BackgroundService
{
    private const int BatchSize = 5000;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    /// <summary>Lets go what is old now.</summary>
    /// <returns>How many entries, spans and keys.</returns>
    public async Task<(int Audit, int AddressHistory, int Repeats)> TrimAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = store.ForSystem();
        return (
            await AllAsync(() => Retention.TrimAuditAsync(db, now - terms.Audit, BatchSize, cancel)),
            await AllAsync(() => Retention.TrimAddressHistoryAsync(db, now - terms.AddressHistory, BatchSize, cancel)),
            await AllAsync(() => Retention.TrimRepeatsAsync(db, now - terms.Repeats, BatchSize, cancel)));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do await TryTrimAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TryTrimAsync(CancellationToken stopping)
    {
        try
        {
            var (audit, history, _) = await TrimAsync(stopping);
            if (audit + history > 0) LogTrimmed(log, audit, history);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(log, fault.Message);
        }
    }

    private static async Task<int> AllAsync(Func<Task<int>> batch)
    {
        var (all, last) = (0, BatchSize);
        while (last == BatchSize) all += last = await batch();
        return all;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "dropped {Audit} entries of the audit log and {History} spans of the address history: they were kept long enough")]
    private static partial void LogTrimmed(ILogger log, int audit, int history);

    [LoggerMessage(Level = LogLevel.Warning, Message = "dropping what was kept long enough failed, and is tried again in a quarter of an hour: {Reason}")]
    private static partial void LogFault(ILogger log, string reason);
}
