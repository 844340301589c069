using CloudNet.Contracts.Webhooks;
using CloudNet.Controller.Settings;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Webhooks;
using Microsoft.Extensions.Configuration;

namespace CloudNet.Controller.Tests.Webhooks;

/// <summary>Webhooks at a controller with no settings: what may be made, and how far they reach.</summary>
public sealed class WebhookTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("0.0.0.0")]
    public async Task The_controllers_own_machine_is_out_of_reach(string host)
    {
        var name = $"near-{Math.Abs(host.GetHashCode(StringComparison.Ordinal))}";
        using var owner = await controller.NewTenantAsync(name);
        await using var receiver = await Receiver.StartAsync();
        var webhook = await owner.NewWebhookAsync(new($"http://{host}:{receiver.Url.Port}/hook"), "network");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        Assert.Contains("not one that this controller connects to", (await owner.UntilAsync(webhook, found => found.State == "failing")).Reason);
        Assert.Equal(0, receiver.Waiting);
    }

    [Fact]
    public async Task A_webhook_is_made_shown_changed_and_removed()
    {
        using var owner = await controller.NewTenantAsync("made");
        var request = new CreateWebhook("https://hooks.example.net/x", ["host"], "chat", Enabled: false);
        var made = await owner.PostAsync<CreatedWebhook>("/api/v1/webhooks", request, 201);
        var path = $"/api/v1/webhooks/{made.Webhook.Id}";
        Assert.Equal(32, Convert.FromBase64String(made.Secret["whsec_".Length..]).Length);
        Assert.Equal(("disabled", "chat", null), (made.Webhook.State, made.Webhook.Description, made.Webhook.Reason));
        var set = await owner.PutAsync<WebhookRecord>(path, new SetWebhook(Events: ["network.created", "lease"]));
        Assert.Equal(("https://hooks.example.net/x", "network.created lease"), (set.Url, string.Join(' ', set.Events)));
        Assert.DoesNotContain("whsec_", await owner.Http.GetStringAsync("/api/v1/webhooks"));
        Assert.Equal(set.Id, Assert.Single(await owner.GetAsync<IReadOnlyList<WebhookRecord>>("/api/v1/webhooks")).Id);
        await owner.DeleteAsync(path);
        await owner.GetRefusedAsync(path, 404);
    }

    [Fact]
    public async Task A_new_secret_needs_no_body()
    {
        using var owner = await controller.NewTenantAsync("rotated");
        var made = await owner.PostAsync<CreatedWebhook>("/api/v1/webhooks", new CreateWebhook(WebhookSteps.Nowhere, Enabled: false), 201);
        using var response = await owner.Http.PostAsync($"/api/v1/webhooks/{made.Webhook.Id}/secret", null);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        Assert.NotEqual(made.Secret, System.Text.Json.JsonSerializer.Deserialize<CreatedWebhook>(text, ApiClient.Json)!.Secret);
    }

    [Fact]
    public async Task All_that_is_wrong_is_named()
    {
        using var admin = await controller.AdminAsync();
        var refused = await admin.PostRefusedAsync("/api/v1/webhooks", new CreateWebhook("ftp://x", ["hosts"], new('x', 64)), 400);
        Assert.Equal(["description", "events", "url"], refused.Problems!.Select(problem => problem.Field).Order());
    }

    [Fact]
    public async Task A_tenant_has_so_many_also_where_they_are_made_at_once()
    {
        using var owner = await controller.NewTenantAsync("many");
        await using var replica = await controller.ReplicaAsync(("Webhooks:PerTenant", "3"));
        using var here = replica.Here(owner);
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            here.PostStatusAsync("/api/v1/webhooks", new CreateWebhook(WebhookSteps.Nowhere, Enabled: false))));
        Assert.Equal((3, 5), (made.Count(status => (int)status == 201), made.Count(status => (int)status == 409)));
    }

    [Theory]
    [InlineData("Webhooks:PerTenant", "-1")]
    [InlineData("Webhooks:GiveUpAfter", "00:00:01")]
    [InlineData("Webhooks:Reach", "everywhere")]
    public void A_bound_that_makes_no_sense_is_refused_at_the_start(string setting, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();
        Assert.Contains(setting.Replace(":", "__"), Assert.Throws<SettingException>(() => WebhookTerms.Of(settings)).Message);
    }
}
