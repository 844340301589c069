using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Tenants;

public sealed class TenantTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/tenants";

    [Fact]
    public async Task An_administrator_makes_tenants_and_sees_all_by_name()
    {
        using var admin = await controller.AdminAsync();
        await admin.PostAsync<TenantRecord>(Path, new CreateTenant("zeta"), 201);
        await admin.PostAsync<TenantRecord>(Path, new CreateTenant("alpha"), 201);

        var names = (await admin.GetAsync<IReadOnlyList<TenantRecord>>(Path)).Select(tenant => tenant.Name).ToArray();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Superset(new HashSet<string> { "alpha", "default", "zeta" }, names.ToHashSet());
    }

    [Fact]
    public async Task In_another_tenant_nobody_administers_the_controller()
    {
        using var owner = await controller.NewTenantAsync("plain");

        await owner.PostRefusedAsync(Path, new CreateTenant("another"), 403);
        Assert.Contains(await owner.GetAsync<IReadOnlyList<TenantRecord>>(Path), tenant => tenant.Name == "plain");
    }

    [Fact]
    public async Task Names_are_names_and_taken_once()
    {
        using var admin = await controller.AdminAsync();
        await admin.PostAsync<TenantRecord>(Path, new CreateTenant("once"), 201);

        Assert.Equal("name", (await admin.PostRefusedAsync(Path, new CreateTenant("once"), 409)).Problems!.Single().Field);
        Assert.Equal("name", (await admin.PostRefusedAsync(Path, new CreateTenant("Not A Name"), 400)).Problems!.Single().Field);
        Assert.Equal("name", (await admin.PostRefusedAsync(Path, new CreateTenant("nul\0"), 400)).Problems!.Single().Field);
    }

    [Fact]
    public async Task Of_many_that_make_the_same_tenant_at_once_one_does()
    {
        using var admin = await controller.AdminAsync();
        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => admin.PostStatusAsync(Path, new CreateTenant("raced"))));
        Assert.Equal((1, 7), (statuses.Count(status => (int)status == 201), statuses.Count(status => (int)status == 409)));
    }

    [Fact]
    public async Task What_another_tenant_has_is_not_there()
    {
        using var one = await controller.NewTenantAsync("one");
        using var other = await controller.NewTenantAsync("other");
        var network = await one.NewNetworkAsync("blue", "10.100.0.0/16");
        var host = await one.NewHostAsync("v1", "192.168.124.51", "blue");
        var key = (await one.PostAsync<CreatedEnrolmentKey>("/api/v1/enrolment-keys", new CreateEnrolmentKey("mine"), 201)).Key;
        var own = await other.NewNetworkAsync("own", "10.100.0.0/16"); // the same range: it is another tenant's
        var ownHost = await other.NewHostAsync("v1", "192.168.124.51");

        foreach (var name in new[] { network.Id.ToString(), "blue" })
        {
            await other.GetRefusedAsync($"/api/v1/networks/{name}", 404);
            await other.DeleteRefusedAsync($"/api/v1/networks/{name}", 404);
            await other.PutRefusedAsync($"/api/v1/networks/{name}/hosts/{ownHost}", 404);
            await other.DeleteRefusedAsync($"/api/v1/networks/{name}/hosts/{host}", 404);
            await other.PostRefusedAsync($"/api/v1/networks/{name}/reservations", new ReserveSubnet("v9", "10.100.9.0/24"), 404);
            await other.DeleteRefusedAsync($"/api/v1/networks/{name}/reservations/v1", 404);
        }
        await other.PutRefusedAsync($"/api/v1/networks/{own.Id}/hosts/{host}", 404);
        await other.GetRefusedAsync($"/api/v1/hosts/{host}", 404);
        await other.DeleteRefusedAsync($"/api/v1/hosts/{host}", 404);
        await other.DeleteRefusedAsync($"/api/v1/enrolment-keys/{key.Id}", 404);
        await other.PostRefusedAsync("/api/v1/enrolment-keys", new CreateEnrolmentKey("k", Networks: ["blue"]), 400);

        Assert.Equal(["own"], (await other.ListAsync<NetworkRecord>("/api/v1/networks")).Select(found => found.Name));
        Assert.Equal(host, Assert.Single((await one.NetworkAsync("blue")).Leases).HostId);
    }
}
