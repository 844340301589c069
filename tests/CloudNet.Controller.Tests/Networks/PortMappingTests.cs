using System.Net;
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

public sealed class PortMappingTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/networks/blue/port-mappings";

    [Fact]
    public async Task A_mapping_reaches_its_host_and_stays_with_what_else_it_is_told()
    {
        using var owner = await controller.NewTenantAsync("ports");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var web = await owner.MapPortAsync("blue", new("v1", "web", "8080", 80));
        Assert.Equal((v1, "v1", "8080", 80, false), (web.HostId, web.HostName, $"{web.HostPort}", web.TargetPort, web.IsAttached));
        Assert.Equal(web, await owner.MapPortAsync("blue", new("v1", "web", "8080", 80))); // once more
        await owner.MapPortAsync("blue", new($"{v1}", "game", "8000-8010", Protocol: "udp", HostAddress: "192.168.124.51"));
        await owner.PinAsync("blue", "db", "10.100.1.20");
        var told = await StreamLog.HostAsync(controller.Database, v1, "v1");
        Assert.Equal(
            [
                new PortMapping(blue, "web", TransportProtocol.Tcp, new(8080, 8080), 80),
                new PortMapping(blue, "game", TransportProtocol.Udp, new(8000, 8010), 8000, IPAddress.Parse("192.168.124.51")),
            ], told.PortMappings);
        Assert.Single(told.Pins);
        await owner.DeleteAsync($"{Path}/{web.Id}");
        told = await StreamLog.HostAsync(controller.Database, v1, "v1");
        Assert.Equal(["game"], told.PortMappings.Select(mapping => mapping.Workload));
        Assert.Single(told.Pins);
        await owner.DeleteRefusedAsync($"{Path}/{web.Id}", 404);
        await owner.DeleteRefusedAsync($"{Path}/nonsense", 404);
    }

    [Fact]
    public async Task A_host_that_leaves_the_network_loses_its_mappings_and_is_told_so_when_it_is_only_tried()
    {
        using var owner = await controller.NewTenantAsync("portleave");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await owner.MapPortAsync("blue", new("v1", "web", "8080"));
        var tried = await owner.SendAsync("DELETE", "/api/v1/networks/blue/hosts/v1?dryRun=true", null);
        Assert.Contains("port-mapping", tried.Text, StringComparison.Ordinal);
        Assert.Single((await owner.GetAsync<Page<PortMappingRecord>>(Path)).Items);
        await owner.LeaveAsync("blue", "v1");
        Assert.Empty((await owner.GetAsync<Page<PortMappingRecord>>(Path)).Items);
        await owner.JoinAsync("blue", "v1");
        Assert.True((await StreamLog.HostAsync(controller.Database, v1, "v1")).PortMappings.IsDefault);
        await owner.MapPortAsync("blue", new("v1", "web", "8080"));
        await owner.DeleteAsync("/api/v1/hosts/v1");
        Assert.Empty((await owner.GetAsync<Page<PortMappingRecord>>(Path)).Items);
    }

    [Fact]
    public async Task Mappings_are_listed_by_workload_with_whether_it_is_there()
    {
        using var owner = await controller.NewTenantAsync("portlist");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await owner.NewHostAsync("v2", "192.168.124.52", "blue");
        await controller.RunAsync(await controller.TenantAsync("portlist"), v1, blue, WorkloadId.New(TimeProvider.System), "web", "10.100.1.2");
        foreach (var (host, workload, port) in ((string, string, string)[])[("v1", "web", "8080"), ("v2", "web", "8080"), ("v1", "api", "81-89")])
            await owner.MapPortAsync("blue", new(host, workload, port));
        var all = (await owner.GetAsync<Page<PortMappingRecord>>(Path)).Items;
        Assert.Equal(["api v1 81-89 False", "web v1 8080 True", "web v2 8080 False"],
            all.Select(mapping => $"{mapping.Workload} {mapping.HostName} {mapping.HostPort} {mapping.IsAttached}"));
        Assert.Equal(2, (await owner.GetAsync<Page<PortMappingRecord>>($"{Path}?workload=w")).Items.Count);
    }

    [Fact]
    public async Task What_stands_against_what_is_there_is_refused_and_leaves_nothing()
    {
        using var owner = await controller.NewTenantAsync("porttaken");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await owner.JoinAsync("red", "v1");
        await owner.NewHostAsync("out", "192.168.124.59");
        await owner.MapPortAsync("red", new("v1", "db", "8000-8010"));
        foreach (var (mapping, status, field) in ((CreatePortMapping, int, string)[])
        [
            (new("v1", "web", "8010-8020"), 409, "hostPort"), (new("v1", "web", "4789", Protocol: "udp"), 409, "hostPort"),
            (new("out", "web", "80"), 409, "host"), (new("v1", "web", "70000"), 400, "hostPort"),
        ])
        {
            var problem = await owner.PostRefusedAsync(Path, mapping, status);
            Assert.Equal(field, Assert.Single(problem.Problems!).Field);
        }
        await owner.PostRefusedAsync(Path, new CreatePortMapping("nobody", "web", "80"), 404);
        Assert.Empty((await owner.GetAsync<Page<PortMappingRecord>>(Path)).Items);
        await owner.MapPortAsync("blue", new("v1", "web", "8000-8010", Protocol: "udp"));
    }

    [Fact]
    public async Task Of_many_who_map_one_port_at_once_one_has_it()
    {
        using var owner = await controller.NewTenantAsync("portrace");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            number => owner.SendAsync("POST", Path, new CreatePortMapping("v1", $"w{number}", $"{8000 + number}-8010"))));
        Assert.Equal(1, answers.Count(answer => answer.Status == 201));
        Assert.Equal(7, answers.Count(answer => answer.Status == 409));
        Assert.Single((await StreamLog.HostAsync(controller.Database, v1, "v1")).PortMappings);
    }

    [Fact]
    public async Task The_database_refuses_a_port_twice_by_itself()
    {
        using var owner = await controller.NewTenantAsync("porttwice");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var mapping = await owner.MapPortAsync("blue", new("v1", "web", "8000-8010"));
        await using var db = controller.Database.Open();
        var there = await db.PortMappings.AsNoTracking().SingleAsync(row => row.Id == mapping.Id);
        db.PortMappings.Add(new PortMappingRow
        {
            Id = new(Guid.CreateVersion7()), TenantId = there.TenantId, NetworkId = there.NetworkId, HostId = there.HostId, Protocol = there.Protocol,
            FirstPort = 8010, LastPort = 8020, TargetPort = 80, Workload = "other", CreatedAt = there.CreatedAt,
        });
        var fault = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        Assert.Equal(PortMappingRow.Apart, ((PostgresException)fault.InnerException!).ConstraintName);
    }
}
