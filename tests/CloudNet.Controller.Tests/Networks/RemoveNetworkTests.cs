using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Lists;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Networks;

public sealed class RemoveNetworkTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task Each_of_its_hosts_is_told_and_nothing_of_it_stays()
    {
        using var owner = await controller.NewTenantAsync("removed");
        var blue = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var red = await owner.NewNetworkAsync("red", "10.101.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue", "red");
        var v2 = await owner.NewHostAsync("v2", "192.168.124.52", "blue");
        await owner.ReserveAsync("blue", "v9", "10.100.9.0/24");
        await using var db = controller.Database.Open();
        var tenant = await controller.TenantAsync("removed");
        db.Applied.AddRange(StreamName.AllOf(blue.Id).Append(StreamName.Of(red.Id))
            .Select(stream => new AppliedRow { HostId = v1, TenantId = tenant, Stream = stream, Revision = 1 }));
        await db.SaveChangesAsync();

        await owner.DeleteAsync("/api/v1/networks/blue");
        await owner.GetRefusedAsync("/api/v1/networks/blue", 404);
        await owner.DeleteRefusedAsync("/api/v1/networks/blue", 404);
        Assert.Equal([red.Id], (await StreamLog.HostAsync(controller.Database, v1, "v1")).Networks);
        Assert.Empty((await StreamLog.HostAsync(controller.Database, v2, "v2")).Networks);
        Assert.Equal([StreamName.Of(red.Id)], await db.Applied.Where(row => row.HostId == v1).Select(row => row.Stream).ToListAsync());
        Assert.Equal(0, await db.Leases.CountAsync(lease => lease.NetworkId == blue.Id));
        Assert.Equal(1, await db.Streams.CountAsync(stream => stream.Name == StreamName.Of(blue.Id)));
    }

    [Fact]
    public async Task Its_range_and_name_are_free_again()
    {
        using var owner = await controller.NewTenantAsync("again");
        var first = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.DeleteAsync($"/api/v1/networks/{first.Id}");

        Assert.NotEqual(first.Id, (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id);
    }

    [Fact]
    public async Task Hosts_that_join_while_it_is_removed_are_told_too()
    {
        using var owner = await controller.NewTenantAsync("meanwhile");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var hosts = new List<Contracts.Hosts.HostId>();
        for (var host = 1; host <= 8; host++) hosts.Add(await owner.NewHostAsync($"v{host}", $"192.168.124.{host}"));

        var joins = hosts.Select(host => owner.Http.PutAsync($"/api/v1/networks/{network.Id}/hosts/{host}", null)).ToArray();
        await owner.DeleteAsync($"/api/v1/networks/{network.Id}");
        Assert.All(await Task.WhenAll(joins), response => Assert.Contains((int)response.StatusCode, new[] { 200, 404 }));
        for (var host = 1; host <= 8; host++)
            Assert.Empty((await StreamLog.HostAsync(controller.Database, hosts[host - 1], $"v{host}")).Networks);
        Assert.Empty(await owner.ListAsync<NetworkRecord>("/api/v1/networks"));
    }
}
