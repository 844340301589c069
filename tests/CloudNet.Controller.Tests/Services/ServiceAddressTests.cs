using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static CloudNet.Controller.Tests.Services.ServiceSteps;

namespace CloudNet.Controller.Tests.Services;

/// <summary>Which addresses services get, and who else does not get them.</summary>
public sealed class ServiceAddressTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/networks/blue/services";

    [Fact]
    public async Task A_free_one_of_each_family_is_given_in_order_and_the_low_ones_to_those_who_pick()
    {
        using var owner = await controller.NewTenantAsync("serviceaddresses");
        var both = new CreateNetwork("blue", "10.100.0.0/16", MoreRanges: [new("fd00:100::/48")]);
        var blue = await owner.PostAsync<NetworkRecord>("/api/v1/networks", both, 201);
        Assert.Equal("10.100.0.17 fd00:100::101", await GivenAsync(owner, "a"));
        Assert.Equal("10.100.0.18 fd00:100::102", await GivenAsync(owner, "b"));
        Assert.Equal("10.100.0.2", await GivenAsync(owner, "by-hand", "10.100.0.2"));
        Assert.Equal("10.100.0.20 fd00:100::9", await GivenAsync(owner, "both-by-hand", "fd00:100::9", "10.100.0.20"));
        await owner.DeleteAsync($"{Path}/a");
        Assert.Equal("10.100.0.21 fd00:100::103", await GivenAsync(owner, "c")); // not what was let go just now
        Assert.Equal(
            ["10.100.0.18 fd00:100::102", "10.100.0.2", "10.100.0.20 fd00:100::9", "10.100.0.21 fd00:100::103"],
            (await controller.ToldAsync(blue.Id)).Values.Select(service => string.Join(' ', service.Addresses)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task At_the_end_what_is_free_between_is_given_then_what_was_kept_and_then_nothing()
    {
        using var owner = await controller.NewTenantAsync("serviceend");
        await owner.NewNetworkAsync("blue", "10.0.0.0/24", subnetLength: 27);
        await GivenAsync(owner, "last", "10.0.0.30");
        List<string> given = [];
        for (var n = 0; n < 29; n++) given.Add(await GivenAsync(owner, $"n{n}"));
        Assert.Equal([.. Enumerable.Range(17, 13), .. Enumerable.Range(1, 16)], given.Select(address => int.Parse(address.Split('.')[3])));
        var refused = await owner.PostRefusedAsync(Path, Service("more"), 409);
        Assert.Contains("10.0.0.0/27, and all 30 are taken", refused.Detail);
        await owner.DeleteAsync($"{Path}/n3");
        Assert.Equal(given[3], await GivenAsync(owner, "more"));
    }

    [Fact]
    public async Task An_address_is_a_services_or_a_subnets_or_pinned_and_never_two_of_these()
    {
        using var owner = await controller.NewTenantAsync("serviceapart");
        await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("blue", "10.0.0.0/8", SubnetMin: "10.1.0.0"), 201);
        await owner.ReserveAsync("blue", "v9", "10.0.1.0/24");
        await owner.PinAsync("blue", "db", "10.0.2.7");
        await GivenAsync(owner, "web", "10.0.3.7");
        foreach (var (address, rule) in ((string, string)[])
        [
            ("10.0.1.7", "subnet 10.0.1.0/24, which is reserved for host 'v9'"), ("10.0.2.7", "pinned to workload db"), ("10.0.3.7", "the address of service 'web'"),
        ])
        {
            var problem = Assert.Single((await owner.PostRefusedAsync(Path, Service("other", address), 409)).Problems!);
            Assert.Equal("addresses", problem.Field);
            Assert.Contains(rule, problem.Rule, StringComparison.Ordinal);
        }
        var taken = await owner.PostRefusedAsync("/api/v1/networks/blue/reservations", new ReserveSubnet("v8", "10.0.3.0/24"), 409);
        Assert.Contains("Service 'web' has its address in 10.0.3.0/24", Assert.Single(taken.Problems!).Rule);
        taken = await owner.PostRefusedAsync("/api/v1/networks/blue/pins", new PinAddress("db", "10.0.3.7"), 409);
        Assert.Contains("the address of service 'web'", Assert.Single(taken.Problems!, problem => problem.Field == "address").Rule);
        // What is given unasked passes over the subnet, and the pin.
        await owner.DeleteAsync($"{Path}/web");
        await owner.ReserveAsync("blue", "v8", "10.0.3.0/24");
        Assert.Equal("10.0.2.0", await GivenAsync(owner, "one"));
        await GivenAsync(owner, "before", "10.0.2.6");
        Assert.Equal("10.0.2.8", await GivenAsync(owner, "two"));
        await GivenAsync(owner, "last", "10.0.2.255");
        Assert.Equal("10.0.4.0", await GivenAsync(owner, "three"));
    }

    [Fact]
    public async Task A_network_without_addresses_before_its_first_subnet_has_no_services_until_it_gets_some()
    {
        using var owner = await controller.NewTenantAsync("servicenone");
        await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("blue", "10.100.0.0/16", SubnetMin: "10.100.0.0"), 201);
        Assert.Contains("Add a range", (await owner.PostRefusedAsync(Path, Service("web"), 409)).Detail);
        await owner.PostAsync<NetworkRecord>("/api/v1/networks/blue/ranges", new AddRange("10.101.0.0/16"));
        Assert.Equal("10.101.0.17", await GivenAsync(owner, "web"));
    }

    [Fact]
    public async Task A_network_that_grows_over_a_service_gives_no_host_its_subnet_while_it_is_there()
    {
        using var owner = await controller.NewTenantAsync("servicegrows");
        await owner.NewNetworkAsync("blue", "10.0.0.16/28", subnetLength: 30);
        Assert.Equal("10.0.0.17", await GivenAsync(owner, "web"));
        for (var host = 1; host <= 3; host++) await owner.NewHostAsync($"v{host}", $"192.168.124.{host}", "blue");
        await owner.PostAsync<NetworkRecord>("/api/v1/networks/blue/ranges", new AddRange("10.0.0.0/27"));
        Assert.Equal("10.0.0.1", await GivenAsync(owner, "api"));
        for (var host = 4; host <= 6; host++) await owner.NewHostAsync($"v{host}", $"192.168.124.{host}", "blue");
        await owner.NewHostAsync("v7", "192.168.124.7");
        await owner.PutRefusedAsync("/api/v1/networks/blue/hosts/v7", 409); // 10.0.0.4, .8 and .12 are given; .0 and .16 are the services'
        await owner.DeleteAsync($"{Path}/web");
        Assert.Equal("10.0.0.16/30", $"{(await owner.JoinAsync("blue", "v7")).Subnet}");
        await owner.DeleteAsync($"{Path}/api");
        await owner.NewHostAsync("v8", "192.168.124.8");
        await owner.PutRefusedAsync("/api/v1/networks/blue/hosts/v8", 409); // that one is before the first subnet still
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_each_gets_another_address_and_a_picked_one_is_one_services()
    {
        using var owner = await controller.NewTenantAsync("servicerace");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => GivenAsync(owner, $"n{n}")));
        Assert.Equal(Enumerable.Range(17, 8).Select(n => $"10.100.0.{n}"), given.Order(StringComparer.Ordinal));
        var picked = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => owner.SendAsync("POST", Path, Service($"p{n}", "10.100.0.5"))));
        Assert.Equal((1, 7), (picked.Count(answer => answer.Status == 201), picked.Count(answer => answer.Status == 409)));
    }

    [Theory]
    [InlineData("10.100.0.17", "fd00:1::1", ServiceRow.OnceIpv4)]
    [InlineData("10.100.0.18", "fd00:100::101", ServiceRow.OnceIpv6)]
    [InlineData(null, null, "ck_services_addresses")]
    [InlineData("fd00:100::9", null, "ck_services_families")]
    public async Task The_database_refuses_an_address_twice_and_a_service_without_any_by_itself(string? four, string? six, string constraint)
    {
        var name = $"servicetwice{four?.Length}{constraint[^1]}";
        using var owner = await controller.NewTenantAsync(name);
        await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("blue", "10.100.0.0/16", MoreRanges: [new("fd00:100::/48")]), 201);
        var service = await owner.NewServiceAsync("blue", Service("web"));
        await using var db = controller.Database.Open();
        var there = await db.Services.AsNoTracking().SingleAsync(row => row.Id == service.Id);
        (there.Id, there.Name) = (new(Guid.CreateVersion7()), "other");
        (there.Ipv4, there.Ipv6) = (four is null ? null : System.Net.IPAddress.Parse(four), six is null ? null : System.Net.IPAddress.Parse(six));
        db.Services.Add(there);
        var fault = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        Assert.Equal(constraint, ((PostgresException)fault.InnerException!).ConstraintName);
    }

    private static async Task<string> GivenAsync(ApiClient owner, string name, params string[] addresses) =>
        string.Join(' ', (await owner.NewServiceAsync("blue", Service(name, addresses))).Addresses);
}
