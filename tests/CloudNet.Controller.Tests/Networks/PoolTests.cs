using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Networks;

public sealed class PoolTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task The_pool_counts_every_subnet_once()
    {
        using var owner = await controller.NewTenantAsync("pool");
        await owner.NewNetworkAsync("blue", "10.100.0.0/24", subnetLength: 28);
        await owner.ReserveAsync("blue", "v9", "10.100.0.48/28");
        await owner.NewHostAsync("v1", "192.168.124.1", "blue");
        await owner.NewHostAsync("v2", "192.168.124.2", "blue");

        var pool = Assert.Single((await owner.GetAsync<PoolRecord>("/api/v1/networks/blue/pool")).Pools);
        Assert.Equal((16m, 2, 1, 12m, 1m), (pool.Total, pool.Held, pool.Reserved, pool.Free, Assert.Single(pool.Ranges).ByReservationOnly));
        Assert.Equal(IPNetwork.Parse("10.100.0.64/28"), pool.NextFree);
        Assert.Equal(new AddressSpan(IPAddress.Parse("10.100.0.64"), IPAddress.Parse("10.100.0.255")), pool.LongestFree);
        // A pace of minutes is none.
        Assert.Equal((2, null), (pool.TakenLastWeek, pool.FullInDays));
        Assert.Equal(pool.NextFree, await NextAsync(owner));
        await owner.GetRefusedAsync("/api/v1/networks/red/pool", 404);

        await using var replica = await controller.ReplicaAsync();
        replica.Clock.Advance(TimeSpan.FromHours(25));
        using var tomorrow = await replica.AdminAsync("pool");
        Assert.Equal(3, Assert.Single((await tomorrow.GetAsync<PoolRecord>("/api/v1/networks/blue/pool")).Pools).FullInDays);
    }

    private static async Task<IPNetwork> NextAsync(ApiClient owner)
    {
        await owner.NewHostAsync("v3", "192.168.124.3");
        return (await owner.JoinAsync("blue", "v3")).Subnet;
    }

    [Fact]
    public async Task A_full_pool_has_no_next_one()
    {
        using var owner = await controller.NewTenantAsync("pool-full");
        await owner.NewNetworkAsync("tiny", "10.100.0.0/28", subnetLength: 30);
        for (var host = 1; host <= 3; host++) await owner.NewHostAsync($"v{host}", $"192.168.124.{host}", "tiny");
        var pool = Assert.Single((await owner.GetAsync<PoolRecord>("/api/v1/networks/tiny/pool")).Pools);
        Assert.Equal((3, 0m, null, null, 0), (pool.Held, pool.Free, pool.NextFree, pool.LongestFree, pool.FullInDays));
    }

    [Fact]
    public async Task History_tells_who_had_an_address_also_when_all_of_it_is_gone()
    {
        using var owner = await controller.NewTenantAsync("history");
        using var stranger = await controller.NewTenantAsync("history-stranger");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.1", "blue");
        var between = await NowAsync();
        await owner.LeaveAsync("blue", "v1");
        await owner.NewHostAsync("v2", "192.168.124.2", "blue");
        await owner.DeleteAsync("/api/v1/networks/blue");
        await owner.DeleteAsync("/api/v1/hosts/v1");

        var all = await owner.GetAsync<IReadOnlyList<AddressHistoryRecord>>("/api/v1/addresses/10.100.1.7/history");
        Assert.Equal([("v2", 2L), ("v1", 1L)], all.Select(entry => (entry.HostName, entry.Epoch!.Value)));
        Assert.All(all, entry => Assert.True(entry.Until >= entry.Since && entry.NetworkName == "blue" && entry.NetworkId == network.Id));
        var then = Assert.Single(await owner.GetAsync<IReadOnlyList<AddressHistoryRecord>>($"/api/v1/addresses/10.100.1.7/history?at={between}"));
        Assert.Equal((v1, IPNetwork.Parse("10.100.1.0/24"), null), (then.HostId, then.Addresses, then.WorkloadName));
        Assert.Empty(await owner.GetAsync<IReadOnlyList<AddressHistoryRecord>>("/api/v1/addresses/10.100.2.7/history"));
        Assert.Empty(await stranger.GetAsync<IReadOnlyList<AddressHistoryRecord>>("/api/v1/addresses/10.100.1.7/history"));
    }

    [Theory]
    [InlineData("/api/v1/addresses/10.1/history", "address")]
    [InlineData("/api/v1/addresses/10.100.1.7/history?at=yesterday", "at")]
    public async Task What_cannot_be_read_is_refused(string path, string field)
    {
        using var admin = await controller.AdminAsync();
        Assert.Equal(field, Assert.Single((await admin.GetRefusedAsync(path, 400)).Problems!).Field);
    }

    // The history goes by the database's clock.
    private async Task<string> NowAsync()
    {
        await using var db = controller.Database.Open();
        return Uri.EscapeDataString((await db.Database.SqlQuery<DateTimeOffset>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync()).ToString("O"));
    }
}
