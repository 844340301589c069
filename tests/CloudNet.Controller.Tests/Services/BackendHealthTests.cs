using System.Collections.Immutable;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Hosts;
using CloudNet.Controller.Tests.Api;
using CloudNet.Domain.Hosts;
using CloudNet.Store.Reports;
using Microsoft.Extensions.Logging.Abstractions;
using static CloudNet.Controller.Tests.Services.ServiceSteps;

namespace CloudNet.Controller.Tests.Services;

/// <summary>How backends fare: as their hosts report it, and as it is taken to be where nothing is heard of a host.</summary>
public sealed class BackendHealthTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/networks/blue/services";

    [Fact]
    public async Task What_fails_and_what_drains_is_told_to_people_and_hosts()
    {
        using var owner = await controller.NewTenantAsync("health");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var (v1, v2) = (await owner.NewHostAsync("v1", "192.168.124.51", "blue"), await owner.NewHostAsync("v2", "192.168.124.52", "blue"));
        var service = await owner.NewServiceAsync("blue", Service("web") with { HealthCheck = new("http", Path: "/healthz") });
        Assert.Equal(new HealthCheck(HealthCheckKind.Http, 8080, "/healthz"), service.HealthCheck);
        await owner.NewServiceAsync("blue", Service("same"));

        var (web1, web2) = (Workload(blue, "web-1", "10.100.1.2", ("app", "web")), Workload(blue, "web-2", "10.100.2.2", ("app", "web")));
        await controller.ReportAsync(v1, web1 with { Failing = [new(service.Id, "no answer")] });
        await controller.ReportAsync(v2, web2);
        Assert.Equal(["web-1 failing no answer", "web-2 ready "], await StatesAsync(owner, "web"));
        Assert.Equal(["web-1 ready ", "web-2 ready "], await StatesAsync(owner, "same")); // which asks for no check
        Assert.Equal((2, 1, false), await CountsAsync(owner));
        Assert.Equal([service.Id], (await ToldAsync(blue)).Of(v1)[web1.Id].Failing);

        await controller.ReportAsync(v2, web2 with { Failing = [new(service.Id, "503"), new(service.Id, "twice")], IsDraining = true });
        Assert.Equal((2, 2, true), await CountsAsync(owner));
        await controller.ReportAsync(v1, web1);
        Assert.Equal(["web-1 ready ", "web-2 failing 503"], await StatesAsync(owner, "web"));
        Assert.Equal(["web-1 ready ", "web-2 draining "], await StatesAsync(owner, "same"));
        Assert.True((await ToldAsync(blue)).Of(v2)[web2.Id].IsDraining);
        Assert.Null((await owner.PutAsync<ServiceRecord>($"{Path}/web", new SetService(HealthCheck: new("none")))).HealthCheck);
        Assert.Equal((2, 0, false), await CountsAsync(owner));
    }

    [Fact]
    public async Task A_host_that_nothing_is_heard_of_is_unknown_at_once_away_after_its_grace_and_back_with_its_first_report()
    {
        using var owner = await controller.NewTenantAsync("away");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var (v1, v2) = (await owner.NewHostAsync("v1", "192.168.124.51", "blue"), await owner.NewHostAsync("v2", "192.168.124.52", "blue"));
        await owner.NewServiceAsync("blue", Service("web"));
        var (web1, web2) = (Workload(blue, "web-1", "10.100.1.2", ("app", "web")), Workload(blue, "web-2", "10.100.2.2", ("app", "web")));
        await controller.ReportAsync(v1, web1);
        await controller.ReportAsync(v2, web2);
        await SilentAsync(v1);
        Assert.Equal(["web-1 unknown ", "web-2 ready "], await StatesAsync(owner, "web"));

        var clock = new AdjustableClock();
        var keeper = new AwayKeeper(controller.Database.Store(), AwayTerms.Default, clock, NullLogger<AwayKeeper>.Instance);
        await LookAsync(keeper, clock, 50, () => controller.ReportAsync(v2, web2));
        Assert.False((await ToldAsync(blue)).Of(v1)[web1.Id].IsAway);
        await LookAsync(keeper, clock, 20, () => Task.CompletedTask);
        Assert.True((await ToldAsync(blue)).Of(v1)[web1.Id].IsAway);
        Assert.Equal("web-1 away ", (await StatesAsync(owner, "web")).First());
        // A host that joins now is told the same as one that heard of it when it came.
        await using (var db = controller.Database.Store().ForSystem())
            Assert.Equal(await ToldAsync(blue), (await Store.Reads.ViewReads.ReadAsync(db, StreamName.OfWorkloads(blue), default))!.View);

        await controller.ReportAsync(v1, web1);
        Assert.False((await ToldAsync(blue)).Of(v1)[web1.Id].IsAway);
        Assert.Equal("web-1 ready ", (await StatesAsync(owner, "web")).First());
    }

    [Fact]
    public async Task A_host_that_is_back_is_back_also_where_it_says_nothing_of_its_workloads()
    {
        using var owner = await controller.NewTenantAsync("awayquiet");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var web = Workload(blue, "web-1", "10.100.1.2", ("app", "web"));
        await controller.ReportAsync(v1, web);
        await SilentAsync(v1);
        var clock = new AdjustableClock();
        await LookAsync(new(controller.Database.Store(), AwayTerms.Default, clock, NullLogger<AwayKeeper>.Instance), clock, 70, () => Task.CompletedTask);
        Assert.True((await ToldAsync(blue)).Of(v1)[web.Id].IsAway);
        await ReportAsync(v1, isOpen: true);
        Assert.False((await ToldAsync(blue)).Of(v1)[web.Id].IsAway);
    }

    // The link ends; in this database the others of the class have hosts too, which are none of this tenant's.
    private Task SilentAsync(HostId host) => ReportAsync(host, isOpen: false);

    private async Task ReportAsync(HostId host, bool isOpen)
    {
        using var deed = Store.Audit.Deed.OfHosts("ReportWorkloads").Begin();
        await using var db = controller.Database.Store().ForSystem();
        await ReportWriter.StoreAsync(db, [new(host, "link", TimeProvider.System.GetUtcNow(), isOpen, "1", "boot", [], null, null)], default);
    }

    private static async Task LookAsync(AwayKeeper keeper, AdjustableClock clock, int seconds, Func<Task> meanwhile)
    {
        for (var at = 0; at < seconds; at += 10)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await meanwhile();
            await keeper.LookAsync(default);
        }
    }

    private async Task<WorkloadsView> ToldAsync(NetworkId network) => (WorkloadsView)await StreamLog.ReplayedAsync(
        controller.Database, StreamName.OfWorkloads(network),
        new WorkloadsView(network, ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty));

    private static async Task<IEnumerable<string>> StatesAsync(ApiClient owner, string service) =>
        (await owner.GetAsync<IReadOnlyList<BackendRecord>>($"{Path}/{service}/backends"))
        .Select(one => $"{one.WorkloadName} {one.State.ToString().ToLowerInvariant()} {one.Reason}");

    private static async Task<(int Backends, int Failing, bool All)> CountsAsync(ApiClient owner)
    {
        var service = await owner.GetAsync<ServiceRecord>($"{Path}/web");
        return (service.BackendCount, service.FailingCount, service.AllFailing);
    }
}
