using System.Collections.Immutable;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Controller.Tests.Gateway;

public sealed partial class LinkReportTests
{
    [Fact]
    public async Task What_becomes_of_its_workloads_is_told_to_the_hosts_of_the_network()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var link = await LinkClient.LinkAsync(app.Address, host, new StreamRevision(StreamName.Of(host.Id), 1));
        var stream = StreamName.OfWorkloads(host.Network);
        await link.SendAsync(new Follow(stream, 0));
        Assert.Empty(((WorkloadsView)(await link.ReadAsync<Snapshot>()).View).Hosts);
        var (web, db) = (Workload(host, "10.100.1.2"), Workload(host, "10.100.1.3"));
        await link.SendAsync(new Report([], [], [web, db]));
        var delta = await link.ReadAsync<Delta>();
        Assert.Equal((stream, 1, 2), (delta.Stream, delta.From, delta.To));
        Assert.Equal(
            [new WorkloadSet(host.Id, web.Id, Told(web)), new WorkloadSet(host.Id, db.Id, Told(db))], delta.Operations);
        // The same again is no news; other labels are, and so is an address that went from one to another.
        await link.SendAsync(new Report([], ["again"], [web, db]));
        await HostAsync(host, row => row.Problems.Length > 0);
        var labelled = web with { Labels = new Dictionary<string, string> { ["app"] = "web", ["version"] = "2" } };
        var other = db with { Id = WorkloadId.New(TimeProvider.System) };
        await link.SendAsync(new Report([], [], [labelled, other]));
        Assert.Equal(
            [new WorkloadRemoved(host.Id, db.Id), new WorkloadSet(host.Id, web.Id, Told(labelled)), new WorkloadSet(host.Id, other.Id, Told(other))],
            (await link.ReadAsync<Delta>()).Operations);
        var empty = new WorkloadsView(host.Network, ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty);
        await Api.StreamLog.ReplayedAsync(database, stream, empty);
    }

    private static NetworkWorkload Told(WorkloadReport report) => new(report.Name, [.. report.Addresses], report.Labels.ToImmutableSortedDictionary(),
        Store.StoredTime.Stored(report.AttachedAt));
}
