using CloudNet.Contracts.Hosts;
using CloudNet.Store;
using CloudNet.Store.Reports;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Bus;

/// <summary>Stores what hosts reported, many at a time: one transaction a batch, with the newest of each host.</summary>
public sealed class HostReportedConsumer(IDbContextFactory<CloudNetDb> store) : IConsumer<Batch<HostReported>>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<Batch<HostReported>> context)
    {
        var newest = new Dictionary<HostId, HostReported>();
        foreach (var report in context.Message.Select(message => message.Message).OrderBy(report => report.At))
            newest[report.Host] = report.Over(newest.GetValueOrDefault(report.Host));
        await using var db = await store.CreateDbContextAsync(context.CancellationToken);
        var changed = await ReportWriter.StoreAsync(db, [.. newest.Values.Select(Stored)], context.CancellationToken);
        if (changed > 0) await context.Publish(new StatusStored(changed), context.CancellationToken);
    }

    private static HostStatus Stored(HostReported heard) => new(
        heard.Host, heard.Link, heard.At, heard.Open, heard.AgentVersion, heard.BootId,
        heard.Report?.Problems, heard.Report?.Applied, heard.Report?.Workloads);
}
