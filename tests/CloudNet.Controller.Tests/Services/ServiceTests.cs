using System.Net;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Preconditions;
using static CloudNet.Controller.Tests.Services.ServiceSteps;

namespace CloudNet.Controller.Tests.Services;

public sealed class ServiceTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/networks/blue/services";

    [Fact]
    public async Task A_service_is_made_changed_and_removed_and_the_hosts_hear_of_each()
    {
        using var owner = await controller.NewTenantAsync("services");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        Assert.Empty(await controller.ToldAsync(blue)); // revision 1, with nothing
        var web = await owner.NewServiceAsync("blue", Service("web") with { WeightLabel = "share", Affinity = "client-ip" });
        Assert.Equal(("web", "blue", "10.100.0.17", 0), (web.Name, web.NetworkName, $"{web.Addresses.Single()}", web.BackendCount));
        Assert.Equal(
            new("web", [.. web.Addresses], [new(80, 8080)], WebLabels, default, ServiceAlgorithm.Random, "share", 10_800),
            (await controller.ToldAsync(blue))[web.Id], Same);

        var set = await owner.PutAsync<ServiceRecord>($"{Path}/web", new SetService(Backends: [new("192.0.2.7", 3)], Algorithm: "source", Affinity: "none"));
        Assert.Equal((web.Id, 1, ServiceAlgorithm.Source, null, null), (set.Id, set.BackendCount, set.Algorithm, set.WeightLabel, set.AffinitySeconds));
        Assert.Equal(
            new("web", [.. web.Addresses], [new(80, 8080)], WebLabels.Clear(), [new(IPAddress.Parse("192.0.2.7"), 3)], ServiceAlgorithm.Source),
            (await controller.ToldAsync(blue))[web.Id], Same);
        Assert.Equal(Text(set), Text(await owner.GetAsync<ServiceRecord>($"{Path}/{web.Id}")));
        // The same once more is no news.
        await owner.PutAsync<ServiceRecord>($"{Path}/{web.Id}", new SetService(Algorithm: "source"));
        Assert.Equal([0, 1, 1], (await StreamLog.OfAsync(controller.Database, StreamName.OfServices(blue))).Select(operations => operations.Count));

        await owner.DeleteAsync($"{Path}/web");
        Assert.Empty(await controller.ToldAsync(blue));
        foreach (var gone in new[] { "web", $"{web.Id}", "No-Name" })
        {
            await owner.GetRefusedAsync($"{Path}/{gone}", 404);
            await owner.GetRefusedAsync($"{Path}/{gone}/backends", 404);
            await owner.PutRefusedAsync($"{Path}/{gone}", new SetService(LocalOnly: true), 404);
            await owner.DeleteRefusedAsync($"{Path}/{gone}", 404);
        }
    }

    [Fact]
    public async Task Services_are_listed_by_name_and_are_their_networks_own()
    {
        using var owner = await controller.NewTenantAsync("servicelist");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        foreach (var name in new[] { "web", "api", "web-2" }) await owner.NewServiceAsync("blue", Service(name));
        var other = await owner.NewServiceAsync("red", Service("web"));
        Assert.Equal(["api", "web", "web-2"], await NamesAsync(owner, ""));
        Assert.Equal(["web-2", "web"], await NamesAsync(owner, "?name=web&sort=-name"));
        var page = await owner.GetAsync<Page<ServiceRecord>>($"{Path}?limit=2&sort=created");
        Assert.Equal(["web", "api"], page.Items.Select(service => service.Name));
        Assert.Equal(["web-2"], await NamesAsync(owner, $"?limit=2&sort=created&cursor={page.Next}"));
        await owner.GetRefusedAsync($"{Path}/{other.Id}", 404);
        await owner.GetRefusedAsync("/api/v1/networks/none/services", 404);
        await owner.GetRefusedAsync($"{Path}?sort=best", 400);
    }

    [Fact]
    public async Task With_its_network_a_service_goes_and_what_is_wrong_leaves_nothing()
    {
        using var owner = await controller.NewTenantAsync("servicegone");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        await owner.PostRefusedAsync(Path, Service("web") with { Ports = [] }, 400);
        await owner.PostRefusedAsync("/api/v1/networks/none/services", Service("web"), 404);
        await owner.NewServiceAsync("blue", Service("web"));
        var refused = await owner.PostRefusedAsync(Path, Service("web"), 409);
        Assert.Equal("name", Assert.Single(refused.Problems!).Field);
        await owner.PutRefusedAsync($"{Path}/web", new SetService(AffinitySeconds: 5), 400);
        Assert.Single(await controller.ToldAsync(blue));
        await owner.DeleteAsync("/api/v1/networks/blue");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        Assert.Empty(await NamesAsync(owner, ""));
    }

    [Fact]
    public async Task A_change_rests_on_the_settings_and_not_on_what_is_behind()
    {
        using var owner = await controller.NewTenantAsync("servicetags");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await owner.NewServiceAsync("blue", Service("web"));
        var (seen, network) = (await owner.TagAsync($"{Path}/web"), await owner.TagAsync("/api/v1/networks/blue"));
        Assert.Equal(304, (await owner.IfAsync("If-None-Match", seen, "GET", $"{Path}/web")).Status);
        await controller.ReportAsync(v1, Workload(blue, "web-1", "10.100.1.2", ("app", "web")));
        Assert.Equal(200, (await owner.IfAsync("If-None-Match", seen, "GET", $"{Path}/web")).Status);

        Assert.Equal(200, (await owner.IfAsync("If-Match", seen, "PUT", $"{Path}/web", new SetService(LocalOnly: true))).Status);
        var (status, text) = await owner.IfAsync("If-Match", seen, "PUT", $"{Path}/web", new SetService(LocalOnly: false));
        Assert.True(status == 412, text);
        Assert.Contains("Service 'web' is no longer as you saw it", text);
        Assert.True((await owner.GetAsync<ServiceRecord>($"{Path}/web")).LocalOnly);
        Assert.Equal(412, (await owner.IfAsync("If-Match", seen, "DELETE", $"{Path}/web")).Status);
        Assert.Equal(204, (await owner.IfAsync("If-Match", await owner.TagAsync($"{Path}/web"), "DELETE", $"{Path}/web")).Status);
        // One that is made rests on its network.
        Assert.Equal(412, (await owner.IfAsync("If-Match", seen, "POST", Path, Service("api"))).Status);
        Assert.Equal(201, (await owner.IfAsync("If-Match", network, "POST", Path, Service("api"))).Status);
    }

    [Fact]
    public async Task A_tenant_has_as_many_as_it_may()
    {
        using var owner = await controller.NewTenantAsync("servicequota");
        using var admin = await controller.AdminAsync();
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        Assert.Equal(new(0, 10_000), (await owner.GetAsync<QuotasRecord>("/api/v1/tenants/servicequota/quotas")).Services);
        await admin.PutAsync<QuotasRecord>("/api/v1/tenants/servicequota/quotas", new SetQuotas(Services: 3));
        await owner.NewServiceAsync("blue", Service("first"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => owner.SendAsync("POST", Path, Service($"web-{n}"))));
        Assert.Equal(2, answers.Count(answer => answer.Status == 201));
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Contains("The tenant has 3 services, and may have 3.", answer.Text));
        Assert.Equal(new(3, 3), (await owner.GetAsync<QuotasRecord>("/api/v1/tenants/servicequota/quotas")).Services);
    }

    [Fact]
    public async Task What_is_only_tried_says_who_would_hear_of_it()
    {
        using var owner = await controller.NewTenantAsync("servicetried");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var (status, text) = await owner.SendAsync("POST", $"{Path}?dryRun=true", Service("web"));
        Assert.True(status == 200, text);
        Assert.Contains("\"service-set\"", text, StringComparison.Ordinal);
        Assert.Contains("[\"v1\"]", text, StringComparison.Ordinal);
        Assert.Empty(await NamesAsync(owner, ""));
        Assert.Equal("10.100.0.17", $"{(await owner.NewServiceAsync("blue", Service("web"))).Addresses[0]}"); // none was taken
    }

    private static bool Same(NetworkService one, NetworkService other) => one.Equals(other);

    private static string Text(ServiceRecord service) => System.Text.Json.JsonSerializer.Serialize(service, ApiClient.Json);

    private static async Task<IEnumerable<string>> NamesAsync(ApiClient owner, string query) =>
        (await owner.GetAsync<Page<ServiceRecord>>(Path + query)).Items.Select(service => service.Name);
}
