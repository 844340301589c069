using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;

namespace CloudNet.Controller.Tests.Tenants;

public sealed class QuotaTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task A_tenant_sees_what_it_has_and_may_have()
    {
        using var owner = await controller.NewTenantAsync("seen");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var quotas = await owner.GetAsync<QuotasRecord>(Path("seen"));

        Assert.Equal(("seen", new(1, 10_000), new(1, 1_000), new(0, 100_000)), (quotas.Tenant, quotas.Hosts, quotas.Networks, quotas.Workloads));
        Assert.Equal(quotas, await owner.GetAsync<QuotasRecord>(Path(quotas.TenantId.ToString())));
        using var admin = await controller.AdminAsync();
        Assert.Equal(quotas, await admin.GetAsync<QuotasRecord>(Path("seen")));
    }

    [Fact]
    public async Task An_administrator_sets_one_limit_or_both_and_nobody_else_does()
    {
        using var owner = await controller.NewTenantAsync("set");
        using var admin = await controller.AdminAsync();
        await admin.PutAsync<QuotasRecord>(Path("set"), new SetQuotas(Hosts: 5));
        var quotas = await admin.PutAsync<QuotasRecord>(Path("set"), new SetQuotas(Networks: 3));

        Assert.Equal((5, 3), (quotas.Hosts.Limit, quotas.Networks.Limit));
        await owner.PutRefusedAsync(Path("set"), new SetQuotas(Hosts: 50), 403);
        Assert.Equal(quotas, await owner.GetAsync<QuotasRecord>(Path("set")));
    }

    [Fact]
    public async Task Another_tenants_are_not_there_and_wrong_limits_are_told_at_once()
    {
        using var owner = await controller.NewTenantAsync("apart");
        using var admin = await controller.AdminAsync();
        foreach (var tenant in new[] { "default", "none-such", "%01", "01934b6e-7f2a-7c31-9d55-3f0c5e1a2b4c" }) await owner.GetRefusedAsync(Path(tenant), 404);
        await admin.PutRefusedAsync(Path("none-such"), new SetQuotas(1, 1), 404);

        var problem = await admin.PutRefusedAsync(Path("apart"), new SetQuotas(-1, 1_000_001, -1, 1_000_001), 400);
        Assert.Equal(["hosts", "networks", "workloads", "services"], problem.Problems!.Select(field => field.Field));
        await admin.PutRefusedAsync(Path("apart"), new SetQuotas(), 400);
    }

    [Fact]
    public async Task Of_many_networks_made_at_once_as_many_are_as_there_is_room_for()
    {
        using var owner = await LimitedAsync("many-networks", new SetQuotas(Networks: 3));
        await owner.NewNetworkAsync("a", "10.1.0.0/16");
        await owner.NewNetworkAsync("b", "10.2.0.0/16");
        // Reading goes on, making waits: whoever counts without a lock counts before anything is made.
        await using var blockade = await Blockade.OfAsync(controller.Database, "LOCK TABLE networks IN SHARE MODE");
        var racing = Task.WhenAll(Enumerable.Range(10, 12).Select(async n =>
            (int)await owner.PostStatusAsync("/api/v1/networks", new CreateNetwork($"n{n}", $"10.{n}.0.0/16"))));
        await blockade.ReleaseAsync(waiting: 12);
        var statuses = await racing;

        Assert.Equal((1, 11), (statuses.Count(status => status == 201), statuses.Count(status => status == 409)));
        var problem = (await owner.PostRefusedAsync("/api/v1/networks", new CreateNetwork("z", "10.200.0.0/16"), 409)).Problems!.Single();
        Assert.Equal(("networks", "The tenant has 3 networks, and may have 3."), (problem.Field, problem.Rule));
        Assert.Contains("PUT /api/v1/tenants/{tenant}/quotas", problem.WayOut);
        await owner.DeleteAsync("/api/v1/networks/a");
        await owner.NewNetworkAsync("z", "10.200.0.0/16");
    }

    [Fact]
    public async Task Of_many_hosts_that_enrol_at_once_as_many_get_in_as_there_is_room_for_and_no_use_of_the_key_is_lost()
    {
        using var owner = await LimitedAsync("many-hosts", new SetQuotas(Hosts: 2));
        await owner.NewHostAsync("v1", "192.168.124.51");
        // A key each: those of one key take turns by its count of uses.
        var keys = new List<string>();
        for (var n = 0; n < 12; n++) keys.Add(await owner.NewKeyAsync());
        using var anonymous = controller.Anonymous();
        await using var blockade = await Blockade.OfAsync(controller.Database, "LOCK TABLE hosts IN SHARE MODE");
        var racing = Task.WhenAll(keys.Select(async (key, n) =>
        {
            using var host = new TestHost($"h{n}", $"192.168.124.{n + 60}");
            return (int)await anonymous.PostStatusAsync("/agent/v1/enrol", host.Request(key));
        }));
        await blockade.ReleaseAsync(waiting: 12);
        var statuses = await racing;

        Assert.Equal((1, 11), (statuses.Count(status => status == 200), statuses.Count(status => status == 409)));
        Assert.Equal(new QuotaUse(2, 2), (await owner.GetAsync<QuotasRecord>(Path("many-hosts"))).Hosts);
        Assert.Equal(2, (await owner.ListAsync<EnrolmentKeyRecord>("/api/v1/enrolment-keys")).Sum(key => key.Used));
    }

    [Fact]
    public async Task A_limit_below_the_use_takes_nothing_away_and_a_host_that_is_in_enrols_again()
    {
        using var owner = await controller.NewTenantAsync("shrunk");
        using var admin = await controller.AdminAsync();
        var key = await owner.NewKeyAsync(2);
        using var host = new TestHost("v1", "192.168.124.51");
        using var anonymous = controller.Anonymous();
        var enrolled = await anonymous.PostAsync<EnrolledHost>("/agent/v1/enrol", host.Request(key));

        Assert.Equal(new QuotaUse(1, 0), (await admin.PutAsync<QuotasRecord>(Path("shrunk"), new SetQuotas(Hosts: 0))).Hosts);
        Assert.Equal(enrolled, await anonymous.PostAsync<EnrolledHost>("/agent/v1/enrol", host.Request(key)));
        using var other = new TestHost("v2", "192.168.124.52");
        var problem = await anonymous.PostRefusedAsync("/agent/v1/enrol", other.Request(key), 409);
        Assert.Contains("has 1 hosts, and may have 0", problem.Detail);
    }

    private async Task<ApiClient> LimitedAsync(string tenant, SetQuotas limits)
    {
        using var admin = await controller.AdminAsync();
        var owner = await controller.NewTenantAsync(tenant);
        await admin.PutAsync<QuotasRecord>(Path(tenant), limits);
        return owner;
    }

    private static string Path(string tenant) => $"/api/v1/tenants/{tenant}/quotas";
}
