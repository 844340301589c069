using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Hosts;
using CloudNet.Store;
using CloudNet.Store.Audit;
using CloudNet.Store.Reports;

namespace CloudNet.Controller.Hosts;

/// <summary>
/// Looks each second which hosts were not heard of for so long that services leave out what runs on them. It makes no difference how many replicas look:
/// each decides by what is in the database, under the host's lock.
/// </summary>
public sealed partial class AwayKeeper(CloudNetStore store, AwayTerms terms, TimeProvider clock, ILogger<AwayKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // Longer without the database, and hosts were not heard of either.
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(15);
    private DateTimeOffset from = clock.GetUtcNow();
    private DateTimeOffset lookedAt = clock.GetUtcNow();

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken stopping)
    {
        await using var db = store.ForSystem();
        var now = clock.GetUtcNow();
        var since = now - terms.Grace;
        var silent = await AwayHosts.OfSilentAsync(db, since, stopping);
        if (now - lookedAt > Gap) from = now;
        lookedAt = now;
        foreach (var tenant in silent)
            foreach (var host in AwayRules.Gone([.. tenant], now, from, terms)) await TryAsync(() => LeaveAsync(tenant.Key, host, since, now, stopping));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping)) await TryAsync(() => LookAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task LeaveAsync(TenantId tenant, HostId host, DateTimeOffset since, DateTimeOffset now, CancellationToken stopping)
    {
        using var deed = Deed.OfSystem("LeaveHostOut").Begin();
        await using var db = store.ForSystem();
        if (await AwayHosts.LeaveAsync(db, host, since, now, stopping)) LogAway(log, host.ToString(), tenant.ToString(), terms.Grace);
    }

    // One host's fault keeps no other waiting.
    private async Task TryAsync(Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(log, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "nothing was heard of host {Host} of tenant {Tenant} for {Grace}: services leave out what runs there")]
    private static partial void LogAway(ILogger log, string host, string tenant, TimeSpan grace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "looking after hosts that are away failed, and is tried again: {Reason}")]
    private static partial void LogFault(ILogger log, string reason);
}
