using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Networks;

/// <summary>A network grows while hosts are in it: they keep what they have, hear of the ranges, and others find room.</summary>
public sealed class GrowthTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task A_full_network_grows_by_a_wider_range_and_by_a_further_one()
    {
        using var owner = await controller.NewTenantAsync("grows");
        var network = await owner.NewNetworkAsync("tiny", "10.0.0.16/28", subnetLength: 30);
        await owner.ReserveAsync("tiny", "first", "10.0.0.16/30"); // outside of what is given until it grows
        for (var host = 1; host <= 3; host++) await owner.NewHostAsync($"v{host}", $"192.168.124.{host}", "tiny");
        await owner.NewHostAsync("v4", "192.168.124.4");
        await owner.PutRefusedAsync("/api/v1/networks/tiny/hosts/v4", 409);
        var before = (await owner.NetworkAsync("tiny")).Leases.Select(lease => (lease.HostName, lease.Subnet)).ToArray();

        await owner.PostAsync<NetworkRecord>("/api/v1/networks/tiny/ranges", new AddRange("10.0.0.0/27"));
        Assert.Equal(IPNetwork.Parse("10.0.0.4/30"), (await owner.JoinAsync("tiny", "v4")).Subnet);
        var grown = await owner.PostAsync<NetworkRecord>("/api/v1/networks/tiny/ranges", new AddRange("10.9.0.0/28"));
        Assert.Equal(["10.0.0.0/27", "10.9.0.0/28"], grown.Ranges.Select(range => range.Range.ToString()));
        Assert.Equal(before, grown.Leases.Where(lease => lease.HostName != "v4").Select(lease => (lease.HostName, lease.Subnet)));

        // All of it is given, each subnet once, and the one that is reserved is not.
        for (var host = 5; host <= 9; host++) await owner.NewHostAsync($"v{host}", $"192.168.124.{host}", "tiny");
        await owner.NewHostAsync("v10", "192.168.124.10");
        var refused = await owner.PutRefusedAsync("/api/v1/networks/tiny/hosts/v10", 409);
        Assert.Contains("9 used, 1 reserved, 0 free of 12", refused.Detail);
        var pool = Assert.Single((await owner.GetAsync<PoolRecord>("/api/v1/networks/tiny/pool")).Pools);
        Assert.Equal([(8m, 6, 1, 0m, 1m), (4m, 3, 0, 0m, 1m)],
            pool.Ranges.Select(use => (use.Total, use.Held, use.Reserved, use.Free, use.ByReservationOnly)));
        var view = await StreamLog.NetworkAsync(controller.Database, network.Id);
        Assert.Equal([IPNetwork.Parse("10.0.0.0/27"), IPNetwork.Parse("10.9.0.0/28")], view.Settings.Ranges);
    }

    [Fact]
    public async Task The_same_range_again_changes_and_tells_nothing()
    {
        using var owner = await controller.NewTenantAsync("grows-not");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var again = await owner.PostAsync<NetworkRecord>("/api/v1/networks/blue/ranges", new AddRange("10.100.0.0/16"));
        Assert.Equal((1L, network.Ranges.Single()), (again.Revision, again.Ranges.Single()));
    }

    [Fact]
    public async Task What_stands_against_it_is_refused_and_nothing_is_changed()
    {
        using var owner = await controller.NewTenantAsync("grows-into");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var path = "/api/v1/networks/blue/ranges";
        Assert.Contains("network 'red'", (await owner.PostRefusedAsync(path, new AddRange("10.100.0.0/15"), 409)).Detail);
        Assert.Contains("host 'v1' (192.168.124.51)", (await owner.PostRefusedAsync(path, new AddRange("192.168.0.0/16"), 409)).Detail);
        Assert.Contains("without IPv6", (await owner.PostRefusedAsync(path, new AddRange("fd00::/48"), 409)).Detail);
        Assert.Contains("Use 10.102.0.0/16", (await owner.PostRefusedAsync(path, new AddRange("10.102.0.1/16"), 400)).Detail);
        await owner.PostRefusedAsync("/api/v1/networks/green/ranges", new AddRange("10.102.0.0/16"), 404);
        Assert.Equal(2, (await owner.NetworkAsync("blue")).Revision);
    }

    [Fact]
    public async Task Two_that_grow_into_each_other_at_once_do_not_both()
    {
        using var owner = await controller.NewTenantAsync("grows-race");
        for (var round = 0; round < 40; round++)
        {
            await owner.NewNetworkAsync($"one{round}", $"10.{4 * round}.0.0/16");
            await owner.NewNetworkAsync($"two{round}", $"10.{4 * round + 2}.0.0/16");
            var further = new AddRange($"10.{4 * round + 1}.0.0/16");
            var answers = await Task.WhenAll(
                owner.PostStatusAsync($"/api/v1/networks/one{round}/ranges", further), owner.PostStatusAsync($"/api/v1/networks/two{round}/ranges", further));
            Assert.Equal([200, 409], answers.Select(answer => (int)answer).Order());
        }
    }
}
