using CloudNet.Contracts.Hosts;
using CloudNet.Controller.Bus;
using CloudNet.Store;
using CloudNet.Store.Audit;
using CloudNet.Store.Links;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Gateway;

/// <summary>
/// The net beneath the bus: now and then compares the revisions that the hubs are at with those in the database, so that a
/// message the bus lost, or a bus that is away, delays a change by seconds and loses none; and closes links whose hosts are held by
/// another link, at another replica. Two or three queries, whatever the number of links.
/// </summary>
public sealed partial class GatewaySweep(
    AgentGateway gateway, ReportOutbox reports, CloudNetStore store, TimeProvider clock, IHostApplicationLifetime lifetime, IConfiguration settings,
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
            await HoldAsync(db, gateway.Names, stopping);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(log, fault.Message);
        }
    }

    // What is heard of hosts is stored through the bus: while that is away, their links are said to be open here.
    private async Task HoldAsync(CloudNetDb db, IReadOnlyCollection<(HostId Host, string Link)> links, CancellationToken stopping)
    {
        if (reports.IsBehind)
        {
            using var deed = Deed.OfHosts("Link").Begin();
            await LinkHolds.RenewAsync(db, links, clock.GetUtcNow(), stopping);
        }
        var lost = (await LinkHolds.LostAsync(db, links, stopping)).ToHashSet();
        foreach (var (host, link) in links.Where(one => lost.Contains(one.Link))) gateway.CloseReplaced(host, link);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "comparing revisions with the database failed, and is tried again: {Reason}")]
    private static partial void LogFault(ILogger log, string reason);
}
