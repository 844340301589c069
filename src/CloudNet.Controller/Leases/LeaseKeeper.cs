using CloudNet.Domain.Leases;
using CloudNet.Store;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Leases;

/// <summary>
/// Looks every few seconds which leases are to be taken back and which hosts have returned. Takes nothing back until it has
/// been up for the margin: after an outage of the controller all hosts look as if they were gone, and are not. Nor from
/// a tenant of which no host at all is heard of (<see cref="Reclaims.DueAsync"/>).
/// </summary>
public sealed partial class LeaseKeeper(
    ReclaimCommands reclaims, LeaseTerms terms, CloudNetStore store, TimeProvider clock, ILogger<LeaseKeeper> log) : BackgroundService
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var from = clock.GetUtcNow() + terms.Margin;
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping)) await TryLookAsync(from, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TryLookAsync(DateTimeOffset from, CancellationToken stopping)
    {
        try
        {
            await ReturnAsync(stopping);
            if (clock.GetUtcNow() >= from) await ReclaimAsync(stopping);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(log, fault.Message);
        }
    }

    private async Task ReclaimAsync(CancellationToken stopping)
    {
        await using var db = store.ForSystem();
        foreach (var (tenant, host, network) in await ExpiryReads.DueAsync(db, terms, clock.GetUtcNow(), MostAtOnce, stopping))
            if (await reclaims.ReclaimAsync(tenant, host, network, stopping)) LogReclaimed(log, host.ToString(), network.ToString());
    }

    private async Task ReturnAsync(CancellationToken stopping)
    {
        await using var db = store.ForSystem();
        foreach (var (tenant, host, network) in await ExpiryReads.ReturnedAsync(db, MostAtOnce, stopping))
            if ((await reclaims.ReturnAsync(tenant, host, network, stopping)).IsRefused(out var refusal, out var subnet))
                LogNotReturned(log, host.ToString(), network.ToString(), refusal.Detail);
            else LogReturned(log, host.ToString(), network.ToString(), subnet);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the lease of host {Host} in network {Network} is taken back: it was not renewed")]
    private static partial void LogReclaimed(ILogger log, string host, string network);

    [LoggerMessage(Level = LogLevel.Information, Message = "host {Host} returned to network {Network}, and has {Subnet}")]
    private static partial void LogReturned(ILogger log, string host, string network, string subnet);

    [LoggerMessage(Level = LogLevel.Warning, Message = "host {Host} returned to network {Network}, and has no subnet: {Reason}")]
    private static partial void LogNotReturned(ILogger log, string host, string network, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "looking after leases failed, and is tried again: {Reason}")]
    private static partial void LogFault(ILogger log, string reason);
}
