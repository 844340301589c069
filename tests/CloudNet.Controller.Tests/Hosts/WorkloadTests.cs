using System.Net;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Reports;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Hosts;

public sealed class WorkloadTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task Workloads_are_listed_by_name_and_go_with_their_hosts_membership()
    {
        using var owner = await controller.NewTenantAsync("workloads");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await using var db = controller.Database.Open();
        var tenant = (await db.Tenants.SingleAsync(row => row.Name == "workloads")).Id;
        foreach (var (name, address) in new[] { ("web", "10.100.1.3"), ("db", "10.100.1.2") })
        {
            db.Workloads.Add(new WorkloadRow
            {
                Id = WorkloadId.New(TimeProvider.System), HostId = v1, TenantId = tenant, NetworkId = network.Id, Name = name,
                Addresses = [new() { TenantId = tenant, NetworkId = network.Id, Address = IPAddress.Parse(address) }],
                Labels = new() { ["app"] = name }, AttachedAt = controller.Clock.GetUtcNow(),
            });
        }
        await db.SaveChangesAsync();

        var found = await owner.ListAsync<WorkloadRecord>("/api/v1/workloads");
        Assert.Equal([("db", "v1", "blue", "10.100.1.2"), ("web", "v1", "blue", "10.100.1.3")],
            found.Select(workload => (workload.Name, workload.HostName, workload.NetworkName, workload.Addresses.Single().ToString())));
        Assert.Equal("web", found[1].Labels["app"]);
        using var other = await controller.NewTenantAsync("no-workloads");
        Assert.Empty(await other.ListAsync<WorkloadRecord>("/api/v1/workloads"));

        await owner.LeaveAsync("blue", "v1");
        Assert.Empty(await owner.ListAsync<WorkloadRecord>("/api/v1/workloads"));
    }

    [Fact]
    public async Task Two_may_change_their_addresses_in_one_report_and_history_tells_who_had_them()
    {
        using var owner = await controller.NewTenantAsync("swapped");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await using var db = controller.Database.Open();
        var (web, store, at) = (WorkloadId.New(TimeProvider.System), WorkloadId.New(TimeProvider.System), controller.Clock.GetUtcNow());
        WorkloadReport Report(WorkloadId id, string name, string address) =>
            new(id, network.Id, name, [IPAddress.Parse(address)], new Dictionary<string, string>(), at);
        Task SayAsync(int minute, params WorkloadReport[] reports) => ReportWriter.StoreAsync(
            db, [new(v1, "link", at.AddMinutes(minute), true, "1", "boot", [], null, reports)], TestContext.Current.CancellationToken);

        await SayAsync(1, Report(web, "web", "10.100.1.2"), Report(store, "db", "10.100.1.3"));
        await SayAsync(2, Report(web, "web", "10.100.1.3"), Report(store, "db", "10.100.1.2"));
        await SayAsync(3, Report(store, "db", "10.100.1.2"), Report(web, "web", "10.100.1.2")); // the second is passed over

        var history = await owner.GetAsync<IReadOnlyList<AddressHistoryRecord>>("/api/v1/addresses/10.100.1.2/history");
        Assert.Equal([("db", true), ("web", false)],
            history.Where(entry => entry.WorkloadId is not null).Select(entry => (entry.WorkloadName!, entry.Until is null)));
        Assert.Equal(("v1", true), history.Where(entry => entry.WorkloadId is null).Select(entry => (entry.HostName, entry.Until is null)).Single());
        Assert.Equal("db", Assert.Single(await owner.ListAsync<WorkloadRecord>("/api/v1/workloads")).Name);
    }
}
