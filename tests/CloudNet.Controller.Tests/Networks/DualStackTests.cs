using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Networks;

/// <summary>Networks with IPv6 alone and with both families: a host has a subnet of each, or none.</summary>
public sealed class DualStackTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private static readonly AddRange[] Second = [new("fd00:100::/48")];

    [Fact]
    public async Task A_host_gets_a_subnet_of_each_family_and_its_peers_hear_of_both()
    {
        using var owner = await controller.NewTenantAsync("dual");
        var network = await NewAsync(owner, "both", "10.100.0.0/16", Second);
        Assert.Equal([("10.100.0.0/16", 24), ("fd00:100::/48", 64)], network.Ranges.Select(range => (range.Range.ToString(), range.SubnetLength)));
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51");
        var entered = await owner.EnterAsync("both", "v1");
        Assert.Equal(["10.100.1.0/24", "fd00:100:0:1::/64"], entered.Leases.Select(lease => lease.Subnet.ToString()));
        Assert.Equal(entered.Leases, (await owner.EnterAsync("both", "v1")).Leases);

        var member = (await StreamLog.NetworkAsync(controller.Database, network.Id)).Members[v1];
        Assert.Equal([new(IPNetwork.Parse("10.100.1.0/24"), 1), new(IPNetwork.Parse("fd00:100:0:1::/64"), 1)], member.Leases);
        await owner.LeaveAsync("both", "v1");
        Assert.Empty((await owner.NetworkAsync("both")).Leases);
        Assert.Empty((await StreamLog.NetworkAsync(controller.Database, network.Id)).Members);
    }

    [Fact]
    public async Task IPv6_alone_is_a_network_like_any_other()
    {
        using var owner = await controller.NewTenantAsync("six");
        await NewAsync(owner, "six", "fd00:6::/60");
        await owner.NewHostAsync("v1", "192.168.124.51");
        Assert.Equal(IPNetwork.Parse("fd00:6:0:1::/64"), (await owner.JoinAsync("six", "v1")).Subnet);
        Assert.Equal(IPNetwork.Parse("fd00:6:0:9::/64"), (await owner.ReserveAsync("six", "v2", "fd00:6:0:9::/64")).Subnet);
        var pool = Assert.Single((await owner.GetAsync<PoolRecord>("/api/v1/networks/six/pool")).Pools);
        Assert.Equal(("ipv6", 16m, 1, 1, 13m), (pool.Family, pool.Total, pool.Held, pool.Reserved, pool.Free));
        Assert.Equal("v1", (await owner.GetAsync<IReadOnlyList<AddressHistoryRecord>>("/api/v1/addresses/fd00:6:0:1::2/history"))[0].HostName);
    }

    [Fact]
    public async Task Where_one_family_is_full_nothing_of_the_other_is_taken()
    {
        using var owner = await controller.NewTenantAsync("half-full");
        var network = await NewAsync(owner, "both", "10.100.0.0/28", [new("fd00:100::/48")]);
        for (var host = 1; host <= 4; host++) await owner.NewHostAsync($"v{host}", $"192.168.124.{host}");
        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(host => owner.Http.PutAsync($"/api/v1/networks/both/hosts/v{host}", null)));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());

        var pools = (await owner.GetAsync<PoolRecord>("/api/v1/networks/both/pool")).Pools;
        Assert.Equal([(3, 0m), (3, 65_532m)], pools.Select(pool => (pool.Held, pool.Free)));
        Assert.Equal(IPNetwork.Parse("fd00:100:0:4::/64"), pools[1].NextFree);
        Assert.Equal(3, (await StreamLog.NetworkAsync(controller.Database, network.Id)).Members.Count);
    }

    [Fact]
    public async Task A_host_may_have_one_family_kept_and_gets_the_other_free_and_both_back_later()
    {
        using var owner = await controller.NewTenantAsync("kept-half");
        await NewAsync(owner, "both", "10.100.0.0/16", Second);
        await owner.ReserveAsync("both", "v2", "fd00:100:0:77::/64");
        await owner.NewHostAsync("v1", "192.168.124.51", "both");
        await owner.NewHostAsync("v2", "192.168.124.52");
        string[] v2 = ["10.100.2.0/24", "fd00:100:0:77::/64"];
        Assert.Equal(v2, (await owner.EnterAsync("both", "v2")).Leases.Select(lease => lease.Subnet.ToString()));

        await owner.LeaveAsync("both", "v1");
        await owner.LeaveAsync("both", "v2");
        // v1's are lower, but these were its own.
        var back = await owner.EnterAsync("both", "v2");
        Assert.Equal(v2, back.Leases.Select(lease => lease.Subnet.ToString()));
        Assert.All(back.Leases, lease => Assert.Equal(2, lease.Epoch));
        await owner.DeleteAsync("/api/v1/networks/both/reservations/v2");
        Assert.Equal(v2, (await owner.EnterAsync("both", "v2")).Leases.Select(lease => lease.Subnet.ToString()));
    }

    internal static Task<NetworkRecord> NewAsync(ApiClient owner, string name, string range, AddRange[]? more = null, int? subnetLength = null) =>
        owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork(name, range, subnetLength, MoreRanges: more), 201);
}
