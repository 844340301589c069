using System.Net;
using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;
using static CloudNet.Controller.Tests.Policies.PolicySteps;

namespace CloudNet.Controller.Tests.Policies;

public sealed partial class PolicyTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/networks/blue/policies";
    private const string Defaults = "/api/v1/networks/blue/policy-defaults";

    [Fact]
    public async Task A_policy_is_made_changed_and_removed_and_the_hosts_hear_of_each()
    {
        using var owner = await controller.NewTenantAsync("policies");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        Assert.False((await controller.ToldAsync(blue)).Any); // revision 1, with nothing
        var made = await owner.NewPolicyAsync("blue", Policy("web-to-db"));
        Assert.Equal(("web-to-db", "blue", 500, false, new(0, 0)), (made.Name, made.NetworkName, made.Priority, made.DryRun, made.Matched));
        var told = new NetworkPolicy("web-to-db", PolicyDirection.Ingress, PolicyAction.Allow, 500, Db, [new(WebLabels)], [new(PolicyProtocol.Tcp, 5432)]);
        Assert.Equal(told, (await controller.ToldAsync(blue)).Policies[made.Id]);

        var set = await owner.PutAsync<PolicyRecord>(
            $"{Path}/web-to-db", new SetPolicy(Action: "deny", Selector: WebLabels.Clear(), Peers: [new(Cidr: "192.0.2.0/24")], Ports: [], Priority: 7, DryRun: true));
        Assert.Equal((made.Id, PolicyAction.Deny, PolicyDirection.Ingress, 7, true), (set.Id, set.Action, set.Direction, set.Priority, set.DryRun));
        told = new("web-to-db", PolicyDirection.Ingress, PolicyAction.Deny, 7, WebLabels.Clear(), [new(Cidr: IPNetwork.Parse("192.0.2.0/24"))], DryRun: true);
        Assert.Equal(told, (await controller.ToldAsync(blue)).Policies[made.Id]);
        Assert.Equal(Text(set), Text(await owner.GetAsync<PolicyRecord>($"{Path}/{made.Id}")));
        // The same once more is no news.
        await owner.PutAsync<PolicyRecord>($"{Path}/{made.Id}", new SetPolicy(Action: "deny"));
        Assert.Equal([0, 1, 1], (await StreamLog.OfAsync(controller.Database, StreamName.OfPolicies(blue))).Select(operations => operations.Count));

        await owner.DeleteAsync($"{Path}/web-to-db");
        Assert.Empty((await controller.ToldAsync(blue)).Policies);
        foreach (var gone in new[] { "web-to-db", $"{made.Id}", "No-Name" })
        {
            await owner.GetRefusedAsync($"{Path}/{gone}", 404);
            await owner.GetRefusedAsync($"{Path}/{gone}/counts", 404);
            await owner.PutRefusedAsync($"{Path}/{gone}", new SetPolicy(Priority: 3), 404);
            await owner.DeleteRefusedAsync($"{Path}/{gone}", 404);
        }
    }

    [Fact]
    public async Task Policies_are_listed_by_name_and_are_their_networks_own()
    {
        using var owner = await controller.NewTenantAsync("policylist");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        foreach (var name in new[] { "web", "api", "web-2" }) await owner.NewPolicyAsync("blue", Policy(name));
        var other = await owner.NewPolicyAsync("red", Policy("web"));
        Assert.Equal(["api", "web", "web-2"], await NamesAsync(owner, ""));
        Assert.Equal(["web-2", "web"], await NamesAsync(owner, "?name=web&sort=-name"));
        var page = await owner.GetAsync<Page<PolicyRecord>>($"{Path}?limit=2&sort=created");
        Assert.Equal(["web", "api"], page.Items.Select(policy => policy.Name));
        Assert.Equal(["web-2"], await NamesAsync(owner, $"?limit=2&sort=created&cursor={page.Next}"));
        await owner.GetRefusedAsync($"{Path}/{other.Id}", 404);
        await owner.GetRefusedAsync("/api/v1/networks/none/policies", 404);
        await owner.GetRefusedAsync($"{Path}?sort=best", 400);
    }

    [Fact]
    public async Task The_defaults_are_said_for_each_direction_and_told()
    {
        using var owner = await controller.NewTenantAsync("policydefaults");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var usual = await owner.GetAsync<PolicyDefaultsRecord>(Defaults);
        Assert.Equal((PolicyDefault.Allow, PolicyDefault.Allow), (usual.Ingress, usual.Egress));
        Assert.Equal(PolicyDefault.Count, (await owner.PutAsync<PolicyDefaultsRecord>(Defaults, new SetPolicyDefaults("count"))).Ingress);
        var set = await owner.PutAsync<PolicyDefaultsRecord>(Defaults, new SetPolicyDefaults(Egress: "deny"));
        Assert.Equal((PolicyDefault.Count, PolicyDefault.Deny), (set.Ingress, set.Egress));
        Assert.Equal(new(PolicyDefault.Count, PolicyDefault.Deny), (await controller.ToldAsync(blue)).Defaults);
        await owner.PutAsync<PolicyDefaultsRecord>(Defaults, new SetPolicyDefaults("count", "deny")); // no news
        Assert.Equal([0, 1, 1], (await StreamLog.OfAsync(controller.Database, StreamName.OfPolicies(blue))).Select(operations => operations.Count));
        var refused = await owner.PutRefusedAsync(Defaults, new SetPolicyDefaults("drop", "none"), 400);
        Assert.Equal(["ingress", "egress"], refused.Problems!.Select(problem => problem.Field));
        await owner.PutRefusedAsync(Defaults, new SetPolicyDefaults(), 400);
        var log = await owner.GetAsync<Page<AuditEntry>>("/api/v1/audit?kind=policy-defaults");
        Assert.Equal(["changed", "created"], log.Items.Select(entry => entry.Action));
        Assert.Contains("\"egress\":\"Deny\"", log.Items[0].After!.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_its_network_a_policy_goes_and_what_is_wrong_leaves_nothing()
    {
        using var owner = await controller.NewTenantAsync("policygone");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        await owner.PostRefusedAsync(Path, Policy("web") with { Direction = "up" }, 400);
        await owner.PostRefusedAsync("/api/v1/networks/none/policies", Policy("web"), 404);
        await owner.NewPolicyAsync("blue", Policy("web"));
        await owner.PutAsync<PolicyDefaultsRecord>(Defaults, new SetPolicyDefaults("deny"));
        var refused = await owner.PostRefusedAsync(Path, Policy("web"), 409);
        Assert.Equal("name", Assert.Single(refused.Problems!).Field);
        await owner.PutRefusedAsync($"{Path}/web", new SetPolicy(Priority: 0), 400);
        Assert.Single((await controller.ToldAsync(blue)).Policies);
        await owner.DeleteAsync("/api/v1/networks/blue");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        Assert.Empty(await NamesAsync(owner, ""));
        Assert.Equal(PolicyDefault.Allow, (await owner.GetAsync<PolicyDefaultsRecord>(Defaults)).Ingress);
    }

    private static string Text(PolicyRecord policy) => System.Text.Json.JsonSerializer.Serialize(policy, ApiClient.Json);

    private static async Task<IEnumerable<string>> NamesAsync(ApiClient owner, string query) =>
        (await owner.GetAsync<Page<PolicyRecord>>(Path + query)).Items.Select(policy => policy.Name);
}
