using CloudNet.Contracts.Tenants;
using CloudNet.Store;
using CloudNet.Store.Audit;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Quotas;

namespace CloudNet.Controller.Tenants;

/// <summary>
/// Looks every few seconds which tenants have as many workloads as they may, and has their hosts told: agents attach without asking, and
/// refuse where they were told that there is no room. It makes no difference how many replicas look.
/// </summary>
public sealed partial class QuotaKeeper(Changes changes, CloudNetStore store, TimeProvider clock, ILogger<QuotaKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken stopping)
    {
        await using var db = store.ForSystem();
        foreach (var tenant in await WorkloadsFull.OutOfStepAsync(db, stopping)) await TryTellAsync(tenant, stopping);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping)) await TryLookAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TryLookAsync(CancellationToken stopping)
    {
        try
        {
            await LookAsync(stopping);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(log, fault.Message);
        }
    }

    // One tenant's trouble is not the others'.
    private async Task TryTellAsync(TenantId tenant, CancellationToken stopping)
    {
        try
        {
            await TellAsync(tenant, stopping);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(log, fault.Message);
        }
    }

    private async Task TellAsync(TenantId tenant, CancellationToken stopping)
    {
        using var deed = Deed.OfSystem("KeepQuota").Begin();
        var told = await changes.RunAsync<Told>(tenant, async change => new Told(await WorkloadsFull.TellAsync(change, tenant)), stopping);
        if (told.IsRefused(out _, out var now)) return;
        if (now.Full is { } limit) LogFull(log, tenant.ToString(), limit);
        else LogRoom(log, tenant.ToString());
    }

    private sealed record Told(int? Full);

    [LoggerMessage(Level = LogLevel.Warning, Message = "tenant {Tenant} has {Limit} workloads, as many as it may: its hosts attach no more")]
    private static partial void LogFull(ILogger log, string tenant, int limit);

    [LoggerMessage(Level = LogLevel.Information, Message = "tenant {Tenant} may have more workloads again")]
    private static partial void LogRoom(ILogger log, string tenant);

    [LoggerMessage(Level = LogLevel.Warning, Message = "looking after quotas failed, and is tried again: {Reason}")]
    private static partial void LogFault(ILogger log, string reason);
}
