using CloudNet.Contracts.Hosts;
using CloudNet.Store;
using CloudNet.Store.Audit;
using CloudNet.Store.Reports;
using MassTransit;
using Npgsql;

namespace CloudNet.Controller.Bus;

/// <summary>
/// Stores what hosts reported, many at a time: one transaction a batch, with the newest of each link. Where the database does not
/// take a value, the hosts are stored one by one, so that one of them never costs the others their reports.
/// </summary>
public sealed partial class HostReportedConsumer(CloudNetStore store, ILogger<HostReportedConsumer> log) : IConsumer<Batch<HostReported>>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<Batch<HostReported>> context)
    {
        var newest = new Dictionary<(HostId, string), HostReported>();
        foreach (var report in context.Message.Select(message => message.Message).OrderBy(report => report.At))
            newest[(report.Host, report.Link)] = report.Over(newest.GetValueOrDefault((report.Host, report.Link)));
        var changed = await StoreAsync([.. newest.Values.OrderBy(report => report.At).Select(Stored)], context.CancellationToken);
        if (changed > 0) await context.Publish(new StatusStored(changed), context.CancellationToken);
    }

    private async Task<int> StoreAsync(HostStatus[] hosts, CancellationToken cancel, bool isLast = false)
    {
        try
        {
            using var deed = Deed.OfHosts("ReportWorkloads").Begin();
            await using var db = store.ForSystem();
            return await ReportWriter.StoreAsync(db, hosts, cancel);
        }
        catch (Exception fault) when (IsOfTheData(fault))
        {
            // Another replica may have stored the same address in between: it is read now, and decided anew.
            if (hosts is [_] && !isLast) return await StoreAsync(hosts, cancel, isLast: true);
            if (hosts is [var only])
            {
                LogRefused(log, only.Host, fault.GetBaseException().Message);
                return 0;
            }
            var changed = 0;
            foreach (var host in hosts) changed += await StoreAsync([host], cancel);
            return changed;
        }
    }

    // Classes 22 (data exception) and 23 (integrity constraint violation): trying again changes nothing.
    private static bool IsOfTheData(Exception fault) => fault.GetBaseException() is PostgresException { SqlState: ['2', '2' or '3', ..] };

    private static HostStatus Stored(HostReported heard) => new(
        heard.Host, heard.Link, heard.At, heard.Open, heard.AgentVersion, heard.BootId,
        heard.Report?.Problems, heard.Report?.Applied, heard.Report?.Workloads, heard.Report?.Facts, heard.Began, heard.Report?.Paths,
        heard.Report?.NextPlanes, heard.Report?.PolicyCounts);

    [LoggerMessage(Level = LogLevel.Error, Message = "the report of host {Host} could not be stored, and is left out: {Reason}")]
    private static partial void LogRefused(ILogger log, HostId host, string reason);
}
