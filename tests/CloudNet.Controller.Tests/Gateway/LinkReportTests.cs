using System.Net;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Bus;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store.Audit;
using CloudNet.Store.Links;
using CloudNet.Store.Reports;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Gateway;

public sealed partial class LinkReportTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task What_a_host_reports_is_stored_and_the_end_of_its_link_too()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using (var link = await LinkClient.LinkAsync(app.Address, host))
        {
            await link.SendAsync(new Report([new(StreamName.Of(host.Network), 1)], ["nft is missing"], [Workload(host, "10.100.1.2")]));
            var row = await HostAsync(host, row => row.Problems.Length > 0);
            Assert.NotNull(row.LinkedTo);
            Assert.Equal(("1.2.3", "boot", "nft is missing"), (row.AgentVersion, row.BootId, row.Problems.Single()));
            await using var db = database.Open();
            Assert.Equal(1, await db.Applied.Where(applied => applied.HostId == host.Id).Select(applied => applied.Revision).SingleAsync());
            Assert.Equal("web", await db.Workloads.Where(workload => workload.HostId == host.Id).Select(workload => workload.Name).SingleAsync());
        }
        Assert.Null((await HostAsync(host, row => row.LinkedTo is null)).LinkedTo);
    }

    [Fact]
    public async Task A_workload_outside_the_hosts_lease_is_not_taken()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var link = await LinkClient.LinkAsync(app.Address, host);
        await link.SendAsync(new Report([], ["reported"], [Workload(host, "10.100.2.2"), Workload(host, "10.100.1.9")]));
        await HostAsync(host, row => row.Problems.Length > 0);
        await using var db = database.Open();
        var stored = await db.WorkloadAddresses.Where(row => row.HostId == host.Id).Select(row => row.Address).ToListAsync();
        Assert.Equal([IPAddress.Parse("10.100.1.9")], stored);
    }

    [Fact]
    public async Task A_host_whose_second_link_opened_before_the_first_ended_counts_as_linked()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var first = await LinkClient.LinkAsync(app.Address, host);
        using var second = await LinkClient.LinkAsync(app.Address, host);
        await first.ClosedAsync();
        await second.SendAsync(new Report([], ["second"], null));
        Assert.NotNull((await HostAsync(host, row => row.Problems.Contains("second"))).LinkedTo);
    }

    [Fact]
    public async Task A_report_that_the_database_does_not_take_costs_no_other_host_its_own()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var bad = await TestHost.InNetworkAsync(database);
        using var good = await TestHost.InNetworkAsync(database);
        app.Reports.Put(Heard(bad, "a\0b"));
        app.Reports.Put(Heard(good, "all else"));
        Assert.Equal("all else", (await HostAsync(good, row => row.Problems.Length > 0)).Problems.Single());
    }

    [Fact]
    public async Task A_link_that_does_not_hold_the_host_says_nothing_for_it_until_the_holder_is_silent()
    {
        using var host = await TestHost.InNetworkAsync(database);
        var at = TimeProvider.System.GetUtcNow();
        await StoreAsync(new(host.Id, "one", at, true, "1", "boot", ["of one"], null, null));
        await StoreAsync(new(host.Id, "two", at.AddSeconds(1), true, "1", "boot", ["of two"], null, null));
        await StoreAsync(new(host.Id, "two", at.AddSeconds(2), false, "1", "boot", null, null, null));
        Assert.Equal(("one", "of one"), ((await HostAsync(host, _ => true)).LinkedTo, (await HostAsync(host, _ => true)).Problems.Single()));
        await StoreAsync(new(host.Id, "two", at.AddSeconds(46), true, "1", "boot", ["of two"], null, null));
        Assert.Equal("two", (await HostAsync(host, _ => true)).LinkedTo);
    }

    [Fact]
    public async Task What_was_said_of_a_refused_machine_is_over_when_it_no_longer_tries()
    {
        using var host = await TestHost.InNetworkAsync(database);
        var at = TimeProvider.System.GetUtcNow();
        await StoreAsync(new(host.Id, "one", at, true, "1", "boot", [], null, null));
        using (Deed.OfHosts("Link").Begin())
            await LinkHolds.RefuseAsync(database.Store().ForSystem(), host.Id, "two", new("copy", null), "It is a copy.", at, default);
        await StoreAsync(new(host.Id, "one", at.AddMinutes(4), true, "1", "boot", [], null, null));
        Assert.Equal("It is a copy.", (await HostAsync(host, _ => true)).LinkRefused);
        await StoreAsync(new(host.Id, "one", at.AddMinutes(6), true, "1", "boot", [], null, null));
        Assert.Null((await HostAsync(host, _ => true)).LinkRefused);
    }

    private async Task StoreAsync(HostStatus status)
    {
        using var deed = Deed.OfHosts("ReportWorkloads").Begin();
        await using var db = database.Store().ForSystem();
        await ReportWriter.StoreAsync(db, [status], default);
    }

    private static HostReported Heard(TestHost host, string problem) =>
        new(host.Id, "1", TimeProvider.System.GetUtcNow(), true, "1", "boot", new([], [problem], null));

    private static WorkloadReport Workload(TestHost host, string address) => new(
        WorkloadId.New(TimeProvider.System), host.Network, "web", [IPAddress.Parse(address)], new Dictionary<string, string> { ["app"] = "web" }, TimeProvider.System.GetUtcNow());

    /// <summary>The host's row once it is as wanted: reports are stored in batches, a moment later.</summary>
    private async Task<HostRow> HostAsync(TestHost host, Func<HostRow, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (true)
        {
            await using var db = database.Open();
            var row = await db.Hosts.AsNoTracking().SingleAsync(row => row.Id == host.Id, patience.Token);
            if (wanted(row)) return row;
            await Task.Delay(20, patience.Token);
        }
    }
}
