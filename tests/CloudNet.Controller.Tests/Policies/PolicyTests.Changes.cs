using CloudNet.Contracts.Policies;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Preconditions;
using static CloudNet.Controller.Tests.Policies.PolicySteps;

namespace CloudNet.Controller.Tests.Policies;

public sealed partial class PolicyTests
{
    [Fact]
    public async Task A_network_has_as_many_as_it_can_and_no_more()
    {
        using var owner = await controller.NewTenantAsync("policyfull");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        await owner.NewPolicyAsync("blue", Policy("first"));
        await using (var db = controller.Database.Open())
        {
            var first = Assert.Single(db.Policies.Where(row => row.NetworkId == blue));
            db.Policies.AddRange(Enumerable.Range(2, PolicyBounds.Policies - 3).Select(n => new Store.Tables.PolicyRow
            {
                Id = new(Guid.NewGuid()), TenantId = first.TenantId, NetworkId = blue, Name = $"p-{n}", Priority = 5,
            }));
            await db.SaveChangesAsync();
        }
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => owner.SendAsync("POST", Path, Policy($"last-{n}"))));
        Assert.Equal([201, 201, 409, 409], answers.Select(answer => answer.Status).Order());
        Assert.Contains($"{PolicyBounds.Policies} is the most", answers.First(answer => answer.Status == 409).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_rests_on_what_the_policy_says()
    {
        using var owner = await controller.NewTenantAsync("policytags");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewPolicyAsync("blue", Policy("web"));
        var (seen, network) = (await owner.TagAsync($"{Path}/web"), await owner.TagAsync("/api/v1/networks/blue"));
        Assert.Equal(304, (await owner.IfAsync("If-None-Match", seen, "GET", $"{Path}/web")).Status);
        Assert.Equal(200, (await owner.IfAsync("If-Match", seen, "PUT", $"{Path}/web", new SetPolicy(DryRun: true))).Status);
        var (status, text) = await owner.IfAsync("If-Match", seen, "PUT", $"{Path}/web", new SetPolicy(DryRun: false));
        Assert.True(status == 412, text);
        Assert.Contains("Policy 'web' is no longer as you saw it", text, StringComparison.Ordinal);
        Assert.Equal(412, (await owner.IfAsync("If-Match", seen, "DELETE", $"{Path}/web")).Status);
        Assert.Equal(204, (await owner.IfAsync("If-Match", await owner.TagAsync($"{Path}/web"), "DELETE", $"{Path}/web")).Status);
        // One that is made rests on its network, and so do the defaults.
        Assert.Equal(412, (await owner.IfAsync("If-Match", seen, "POST", Path, Policy("api"))).Status);
        Assert.Equal(201, (await owner.IfAsync("If-Match", network, "POST", Path, Policy("api"))).Status);
        Assert.Equal(200, (await owner.IfAsync("If-Match", network, "PUT", Defaults, new SetPolicyDefaults("deny"))).Status);
    }

    [Fact]
    public async Task What_is_only_tried_says_who_would_hear_of_it()
    {
        using var owner = await controller.NewTenantAsync("policytried");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        foreach (var (path, body, word) in new[] { (Path, (object)Policy("web"), "\"policy-set\""), (Defaults, new SetPolicyDefaults("deny"), "\"policy-defaults-set\"") })
        {
            var (status, text) = await owner.SendAsync(path == Path ? "POST" : "PUT", $"{path}?dryRun=true", body);
            Assert.True(status == 200, text);
            Assert.Contains(word, text, StringComparison.Ordinal);
            Assert.Contains("[\"v1\"]", text, StringComparison.Ordinal);
        }
        Assert.Empty(await NamesAsync(owner, ""));
        Assert.Equal(PolicyDefault.Allow, (await owner.GetAsync<PolicyDefaultsRecord>(Defaults)).Ingress);
    }
}
