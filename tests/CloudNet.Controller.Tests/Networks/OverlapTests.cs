using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Reports;

namespace CloudNet.Controller.Tests.Networks;

/// <summary>What hosts have addresses for, other than CloudNet, against what networks and joins ask for.</summary>
public sealed class OverlapTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private static readonly HostRange Docker0 = new(IPNetwork.Parse("172.17.0.0/16"), "docker0");
    private static readonly HostRange Pool = new(IPNetwork.Parse("172.20.0.0/14"), "docker");

    [Theory]
    [InlineData("172.17.0.0/16")]
    [InlineData("172.17.4.0/22")]
    [InlineData("172.16.0.0/12")]
    public async Task A_network_into_which_a_host_has_a_route_is_refused_unless_that_is_asked_for(string range)
    {
        using var owner = await controller.NewTenantAsync($"route-{range[4..].Replace('.', '-').Replace('/', '-')}");
        await ReportAsync(await owner.NewHostAsync("v1", "192.168.124.51"), [Docker0], []);

        var refused = await RefusedAsync(owner, HttpMethod.Post, "/api/v1/networks", new { name = "blue", range });
        Assert.Contains("172.17.0.0/16 on 'docker0' of host 'v1'", refused, StringComparison.Ordinal);
        Assert.Contains("allowOverlap", refused, StringComparison.Ordinal);
        await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("blue", range, AllowOverlap: true), 201);
    }

    [Fact]
    public async Task A_network_grows_into_no_hosts_route_unless_that_is_asked_for()
    {
        using var owner = await controller.NewTenantAsync("route-grown");
        await ReportAsync(await owner.NewHostAsync("v1", "192.168.124.51"), [Docker0], []);
        await owner.NewNetworkAsync("blue", "10.1.0.0/16");

        await RefusedAsync(owner, HttpMethod.Post, "/api/v1/networks/blue/ranges", new { range = "172.17.0.0/16" });
        await owner.PostAsync<NetworkRecord>("/api/v1/networks/blue/ranges", new AddRange("172.17.0.0/16", AllowOverlap: true), 200);
    }

    [Fact]
    public async Task A_host_with_a_route_into_the_network_is_refused_and_another_is_not()
    {
        using var owner = await controller.NewTenantAsync("route-joined");
        await ReportAsync(await owner.NewHostAsync("v1", "192.168.124.51"), [Docker0], []);
        await ReportAsync(await owner.NewHostAsync("v2", "192.168.124.52"), [new(IPNetwork.Parse("192.168.124.0/24"), "eth0")], [Pool]);
        await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("blue", "172.17.0.0/16", AllowOverlap: true), 201);

        var refused = await RefusedAsync(owner, HttpMethod.Put, "/api/v1/networks/blue/hosts/v1", null);
        Assert.Contains("172.17.0.0/16 on 'docker0'", refused, StringComparison.Ordinal);
        Assert.Null((await JoinAsync(owner, "blue", "v2")).Warnings);
        Assert.Contains("docker0", Assert.Single((await JoinAsync(owner, "blue", "v1?allowOverlap=true")).Warnings!), StringComparison.Ordinal);
        Assert.Equal(["blue"], Assert.Single((await owner.GetAsync<HostFactsRecord>("/api/v1/hosts/v1/facts")).Routes).Overlaps);
    }

    [Fact]
    public async Task A_pool_that_is_not_in_use_is_warned_of_and_refuses_nothing()
    {
        using var owner = await controller.NewTenantAsync("pool");
        await ReportAsync(await owner.NewHostAsync("v1", "192.168.124.51"), [], [Pool]);
        await owner.NewNetworkAsync("blue", "172.21.0.0/16");

        Assert.Contains("172.20.0.0/14", Assert.Single((await JoinAsync(owner, "blue", "v1")).Warnings!), StringComparison.Ordinal);
        Assert.Equal(["blue"], Assert.Single((await owner.GetAsync<HostFactsRecord>("/api/v1/hosts/v1/facts")).Pools).Overlaps);
    }

    [Fact]
    public async Task A_route_that_comes_later_leaves_the_host_where_it_is_and_is_shown()
    {
        using var owner = await controller.NewTenantAsync("route-later");
        var host = await owner.NewHostAsync("v1", "192.168.124.51");
        await owner.NewNetworkAsync("blue", "172.17.0.0/16");
        var joined = await JoinAsync(owner, "blue", "v1");
        await ReportAsync(host, [Docker0], [Pool], "overlaps", "may overlap");

        Assert.Equal(joined.Leases.Single().Subnet, (await JoinAsync(owner, "blue", "v1")).Leases.Single().Subnet);
        var record = await owner.GetAsync<HostRecord>("/api/v1/hosts/v1");
        Assert.Equal(("overlaps", "may overlap"), (Assert.Single(record.Problems), Assert.Single(record.Warnings!)));
        var facts = await owner.GetAsync<HostFactsRecord>("/api/v1/hosts/v1/facts");
        Assert.Equal((Docker0.Range, "docker0", "blue"), (facts.Routes.Single().Range, facts.Routes[0].Link, facts.Routes[0].Overlaps.Single()));

        await ReportAsync(host, [], []);
        Assert.Empty((await owner.GetAsync<HostFactsRecord>("/api/v1/hosts/v1/facts")).Routes);
    }

    [Fact]
    public async Task Routes_of_another_tenants_hosts_do_not_matter()
    {
        using var other = await controller.NewTenantAsync("route-other");
        await ReportAsync(await other.NewHostAsync("v1", "192.168.124.51"), [Docker0], [Pool]);
        using var owner = await controller.NewTenantAsync("route-own");
        await ReportAsync(await owner.NewHostAsync("v1", "192.168.124.51"), [], []);
        await owner.NewNetworkAsync("blue", "172.16.0.0/12");

        Assert.Null((await JoinAsync(owner, "blue", "v1")).Warnings);
        Assert.Empty((await owner.GetAsync<HostFactsRecord>("/api/v1/hosts/v1/facts")).Routes);
    }

    private async Task ReportAsync(
        HostId host, HostRange[] routes, HostRange[] pools, string? problem = null, string? warning = null)
    {
        await using var db = controller.Database.Open();
        await ReportWriter.StoreAsync(db, [new(host, "link", controller.Clock.GetUtcNow(), true, "1", "boot", problem is null ? [] : [problem], null, null,
            new(routes, pools, 0, warning is null ? [] : [warning]))], TestContext.Current.CancellationToken);
    }

    private static async Task<MembershipRecord> JoinAsync(ApiClient owner, string network, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/networks/{network}/hosts/{host}");
        return await owner.SendAsync<MembershipRecord>(request, 200);
    }

    private static async Task<string> RefusedAsync(ApiClient owner, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = System.Net.Http.Json.JsonContent.Create(body);
        using var response = await owner.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
