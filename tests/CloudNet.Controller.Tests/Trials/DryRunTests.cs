using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Trials;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Trials;

public sealed class DryRunTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task A_join_tells_the_subnet_that_the_host_would_get_and_which_hosts_would_do_what()
    {
        using var owner = await controller.NewTenantAsync("trying-joins");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await owner.NewHostAsync("v2", "192.168.124.52");

        var tried = await owner.PutAsync<DryRunRecord>("/api/v1/networks/blue/hosts/v2?dryRun=true");
        Assert.Equal(200, tried.Status);
        Assert.Equal(["lease created 10.100.2.0/24"], tried.Changes.Select(Short));
        Assert.Equal(["network-added blue  v2", "member-set blue v2 v1,v2"], tried.Effects.Select(Short));
        var subnet = (await owner.JoinAsync("blue", "v2")).Subnet.ToString();
        Assert.Equal(subnet, tried.Answer!.Value.GetProperty("leases")[0].GetProperty("subnet").GetString());
    }

    [Fact]
    public async Task A_removal_tells_all_that_goes_and_who_would_hear_of_it()
    {
        using var owner = await controller.NewTenantAsync("trying-removals");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await owner.NewHostAsync("v2", "192.168.124.52", "blue");

        var network = await TryAsync(owner, "DELETE", "/api/v1/networks/blue");
        Assert.Equal((204, null), (network.Status, network.Answer));
        Assert.Equal(["network-removed blue  v1,v2"], network.Effects.Select(Short));
        Assert.Equal(2, network.Changes.Count(change => change is { Kind: "lease", Action: "removed" }));
        var host = await TryAsync(owner, "DELETE", "/api/v1/hosts/v1");
        Assert.Equal(["host-removed   v1", "member-removed blue v1 v1,v2", "network-removed blue  v1"],
            host.Effects.Select(Short).Order(StringComparer.Ordinal));
        Assert.Equal(2, (await owner.NetworkAsync("blue")).Leases.Count);
    }

    [Fact]
    public async Task A_network_shows_the_number_that_it_then_gets()
    {
        using var owner = await controller.NewTenantAsync("trying-networks");
        var request = new CreateNetwork("blue", "10.100.0.0/16");
        var tried = await owner.PostAsync<DryRunRecord>("/api/v1/networks?dryRun=true", request);
        await owner.PostAsync<DryRunRecord>("/api/v1/networks?dryRun=TRUE", request);
        var made = await owner.PostAsync<NetworkRecord>("/api/v1/networks?dryRun=false", request, 201);
        Assert.Equal(made.Vni, tried.Answer!.Value.GetProperty("vni").GetInt32());
    }

    [Fact]
    public async Task It_is_refused_as_the_real_call_is()
    {
        using var owner = await controller.NewTenantAsync("trying-wrongly");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var twice = new CreateNetwork("blue", "10.100.0.0/24");
        var (tried, real) = (await owner.PostRefusedAsync("/api/v1/networks?dryRun=true", twice, 409), await owner.PostRefusedAsync("/api/v1/networks", twice, 409));
        Assert.Equal((real.Title, real.Detail), (tried.Title, tried.Detail));
        await owner.DeleteRefusedAsync("/api/v1/networks/red?dryRun=true", 404);
        await owner.PutRefusedAsync("/api/v1/networks/blue/hosts/v9?dryRun=true", 404);
        Assert.Equal("dryRun", (await owner.DeleteRefusedAsync("/api/v1/networks/blue?dryRun=maybe", 400)).Problems!.Single().Field);
        await owner.NetworkAsync("blue");
    }

    [Fact]
    public async Task Among_joins_that_are_made_together_one_that_is_tried_is_not_made_and_hinders_none()
    {
        using var owner = await controller.NewTenantAsync("trying-among");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var key = await owner.NewKeyAsync(40);
        foreach (var number in Enumerable.Range(1, 40))
        {
            using var host = new TestHost($"v{number}", $"192.168.124.{number}");
            await owner.PostAsync<EnrolledHost>("/agent/v1/enrol", host.Request(key));
        }
        var ids = (await owner.ListAsync<HostRecord>("/api/v1/hosts")).ToDictionary(host => host.Name, host => host.Id);
        await Task.WhenAll(Enumerable.Range(1, 40).Select(async number =>
        {
            var path = $"/api/v1/networks/blue/hosts/{ids[$"v{number}"]}";
            if (number % 2 == 0) await owner.PutAsync<MembershipRecord>(path);
            else await owner.PutAsync<DryRunRecord>($"{path}?dryRun=true");
        }));
        var members = (await owner.NetworkAsync("blue")).Leases.Select(lease => int.Parse(lease.HostName[1..]));
        Assert.Equal(Enumerable.Range(1, 20).Select(number => 2 * number), members.Order());
    }

    private static async Task<DryRunRecord> TryAsync(ApiClient client, string method, string path)
    {
        var (status, text) = await client.SendAsync(method, $"{path}?dryRun=true", null);
        Assert.True(status == 200, text);
        return System.Text.Json.JsonSerializer.Deserialize<DryRunRecord>(text, ApiClient.Json)!;
    }

    private static string Short(DryRunChange change) => $"{change.Kind} {change.Action} {change.SubjectName}";

    private static string Short(DryRunEffect effect) => $"{effect.What} {effect.Network} {effect.Member} {string.Join(',', effect.Hosts)}";
}
