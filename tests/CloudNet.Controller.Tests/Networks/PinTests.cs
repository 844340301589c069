using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Lists;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CloudNet.Controller.Tests.Networks;

public sealed class PinTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task A_pin_reaches_the_host_that_has_the_subnet_now_and_whoever_has_it_next()
    {
        using var owner = await controller.NewTenantAsync("pins");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var early = await owner.PinAsync("blue", "db", "10.100.1.20");
        Assert.Equal((null, null), (early.HostId, early.HostName));
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var v2 = await owner.NewHostAsync("v2", "192.168.124.52");
        Assert.Equal([new Pin(blue, "db", IPAddress.Parse("10.100.1.20"))], (await StreamLog.HostAsync(controller.Database, v1, "v1")).Pins);

        var pinned = await owner.PinAsync("blue", "api", "10.100.1.9");
        Assert.Equal((v1, "v1", "api", null), (pinned.HostId!.Value, pinned.HostName, pinned.Workload, pinned.UsedBy));
        Assert.Equal(["api 10.100.1.9", "db 10.100.1.20"], Told(await StreamLog.HostAsync(controller.Database, v1, "v1")));
        Assert.Equal(pinned, await owner.PinAsync("blue", "api", "10.100.1.9")); // once more
        await owner.DeleteAsync("/api/v1/networks/blue/pins/10.100.1.9");
        Assert.Equal(["db 10.100.1.20"], Told(await StreamLog.HostAsync(controller.Database, v1, "v1")));

        await owner.LeaveAsync("blue", "v1");
        Assert.Empty(Told(await StreamLog.HostAsync(controller.Database, v1, "v1")));
        await owner.JoinAsync("blue", "v2");
        Assert.Equal(["db 10.100.1.20"], Told(await StreamLog.HostAsync(controller.Database, v2, "v2")));
    }

    [Fact]
    public async Task Pins_are_listed_with_who_has_the_address_and_by_workload()
    {
        using var owner = await controller.NewTenantAsync("pinlist");
        var both = new CreateNetwork("blue", "10.100.0.0/16", MoreRanges: [new("fd00:100::/48")]);
        var blue = (await owner.PostAsync<NetworkRecord>("/api/v1/networks", both, 201)).Id;
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await ReportAsync("pinlist", v1, blue, "db", "10.100.1.20");
        await owner.PinAsync("blue", "db", "10.100.1.20");
        await owner.PinAsync("blue", "db", "fd00:100:0:1::20");
        await owner.PinAsync("blue", "api", "10.100.200.9");

        var all = await owner.GetAsync<Page<PinRecord>>("/api/v1/networks/blue/pins");
        Assert.Equal(["api  ", "db v1 db", "db v1 "], all.Items.Select(pin => $"{pin.Workload} {pin.HostName} {pin.UsedBy}"));
        var first = await owner.GetAsync<Page<PinRecord>>($"/api/v1/networks/{blue}/pins?limit=1");
        Assert.Equal("api", Assert.Single(first.Items).Workload);
        Assert.Equal(2, (await owner.GetAsync<Page<PinRecord>>($"/api/v1/networks/blue/pins?limit=9&cursor={Uri.EscapeDataString(first.Next!)}")).Items.Count);
        Assert.Equal(2, (await owner.GetAsync<Page<PinRecord>>("/api/v1/networks/blue/pins?workload=d")).Items.Count);
    }

    [Fact]
    public async Task What_stands_against_what_is_there_is_refused_and_leaves_nothing()
    {
        using var owner = await controller.NewTenantAsync("pinned");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await ReportAsync("pinned", v1, blue, "web", "10.100.1.2");
        await owner.PinAsync("blue", "db", "10.100.1.20");
        foreach (var (workload, address, status, field) in ((string, string, int, string)[])
        [
            ("api", "10.100.1.20", 409, "address"), ("db", "10.100.1.21", 409, "workload"), ("api", "10.100.1.2", 409, "address"),
            ("api", "10.100.1.255", 400, "address"),
        ])
        {
            var problem = await owner.PostRefusedAsync("/api/v1/networks/blue/pins", new PinAddress(workload, address), status);
            Assert.Equal(field, Assert.Single(problem.Problems!).Field);
        }

        Assert.Equal("db", Assert.Single((await owner.GetAsync<Page<PinRecord>>("/api/v1/networks/blue/pins")).Items).Workload);
        foreach (var (address, status) in ((string, int)[])[("10.100.1.21", 404), ("10.200.1.1", 404), ("nonsense", 400)])
            await owner.DeleteRefusedAsync($"/api/v1/networks/blue/pins/{address}", status);
        Assert.Equal(2, (await StreamLog.OfAsync(controller.Database, StreamName.Of(v1))).Count);
    }

    [Fact]
    public async Task Of_many_who_pin_one_address_at_once_one_has_it()
    {
        using var owner = await controller.NewTenantAsync("pinrace");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(
            number => owner.SendAsync("POST", "/api/v1/networks/blue/pins", new PinAddress($"w{number % 6}", "10.100.1.20"))));
        Assert.Equal([201, 409], answers.Select(answer => answer.Status).Distinct().Order());
        var has = Assert.Single((await owner.GetAsync<Page<PinRecord>>("/api/v1/networks/blue/pins")).Items);
        Assert.Equal([$"{has.Workload} 10.100.1.20"], Told(await StreamLog.HostAsync(controller.Database, v1, "v1")));
    }

    [Fact]
    public async Task The_database_refuses_an_address_twice_by_itself()
    {
        using var owner = await controller.NewTenantAsync("pintwice");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var pin = await owner.PinAsync("blue", "db", "10.100.1.20");
        await using var db = controller.Database.Open();
        var there = await db.Pins.AsNoTracking().SingleAsync(row => row.Id == pin.Id);
        db.Pins.Add(new PinRow
        {
            Id = new(Guid.CreateVersion7()), TenantId = there.TenantId, NetworkId = there.NetworkId, Subnet = there.Subnet, Address = there.Address,
            Workload = "other", CreatedAt = there.CreatedAt,
        });
        var fault = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        Assert.Equal(PinRow.Once, ((PostgresException)fault.InnerException!).ConstraintName);
    }

    private static IEnumerable<string> Told(HostView view) => view.Pins.IsDefault ? [] : view.Pins.Select(pin => $"{pin.Workload} {pin.Address}");

    private async Task ReportAsync(string tenant, HostId host, NetworkId network, string name, string address) =>
        await controller.RunAsync(await controller.TenantAsync(tenant), host, network, WorkloadId.New(TimeProvider.System), name, address);
}
