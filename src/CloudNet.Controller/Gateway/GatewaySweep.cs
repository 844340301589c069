using CloudNet.Store;
using CloudNet.Store.Links;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Gateway;

/// <summary>
/// The net beneath the bus: now and then compares the revisions that the hubs are at with those in the database, so that a
/// message the bus lost, or a bus that is away, delays a change by seconds and loses none; and closes links whose hosts are held by
/// another link, at another replica. Two queries, whatever the number of links.
/// </summary>
public sealed partial class GatewaySweep(
    AgentGateway gateway, CloudNetStore store, TimeProvider clock, IHostApplicationLifetime lifetime, IConfiguration settings,
    ILogger<GatewaySweep> log) : BackgroundService
{
    /// <summary>Setting: seconds between two comparisons; 5 where it is not set.</summary>
    public const string EverySetting = "Gateway:SweepSeconds";

    private const int EverySeconds = 5;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        lifetime.ApplicationStopping.Register(gateway.CloseAll);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(settings.GetValue(EverySetting, EverySeconds)), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping)) await TrySweepAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TrySweepAsync(CancellationToken stopping)
    {
        try
        {
            gateway.Retire();
            var names = gateway.Streams;
            if (names.Count == 0) return;
            await using var db = store.ForSystem();
            var now = await db.Streams.AsNoTracking().Where(row => names.Contains(row.Name)).ToListAsync(stopping);
            foreach (var row in now) await gateway.AdvanceAsync(row.Name, [], row.Revision, stopping);
            foreach (var host in await LinkHolds.LostAsync(db, gateway.Names, stopping)) gateway.CloseReplaced(host);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(log, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "comparing revisions with the database failed, and is tried again: {Reason}")]
    private static partial void LogFault(ILogger log, string reason);
}
