using CloudNet.Contracts.Webhooks;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Preconditions;

public sealed class WebhookTagTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task A_change_rests_on_the_settings_and_not_on_how_deliveries_go()
    {
        using var owner = await controller.NewTenantAsync("tags-failing");
        var webhook = await owner.NewWebhookAsync(new(WebhookSteps.Nowhere), "network");
        var path = Path(webhook);
        var seen = await owner.TagAsync(path);
        Assert.Equal((304, ""), await owner.IfAsync("If-None-Match", seen, "GET", path));
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.UntilAsync(webhook, found => found.State == "failing");
        Assert.Equal(200, (await owner.IfAsync("If-None-Match", seen, "GET", path)).Status);

        Assert.Equal(200, (await owner.IfAsync("If-Match", seen, "PUT", path, new SetWebhook(Description: "seen"))).Status);
        var (status, text) = await owner.IfAsync("If-Match", seen, "PUT", path, new SetWebhook(Description: "not seen"));
        Assert.True(status == 412, text);
        Assert.Contains($"Webhook '{webhook.Webhook.Id}' is no longer as you saw it", text);
        Assert.Contains((await owner.TagAsync(path)).Split('.')[0].Trim('"'), text);
        Assert.Equal("seen", (await owner.WebhookAsync(webhook)).Description);
    }

    [Fact]
    public async Task A_secret_that_is_new_and_one_that_is_disabled_count_whoever_disabled_it()
    {
        using var owner = await controller.NewTenantAsync("tags-secret");
        var webhook = await owner.NewWebhookAsync(new(WebhookSteps.Nowhere), "network");
        var (path, seen) = (Path(webhook), await owner.TagAsync(Path(webhook)));
        Assert.Equal(200, (await owner.IfAsync("If-Match", seen, "POST", $"{path}/secret", new RotateWebhookSecret())).Status);
        Assert.Equal(412, (await owner.IfAsync("If-Match", seen, "POST", $"{path}/secret", new RotateWebhookSecret())).Status);
        Assert.Equal(412, (await owner.IfAsync("If-Match", seen, "DELETE", path)).Status);

        seen = await owner.TagAsync(path);
        await using (var db = controller.Database.Open())
            await db.Webhooks.Where(row => row.Id == webhook.Webhook.Id).ExecuteUpdateAsync(row => row.SetProperty(hook => hook.Enabled, false));
        Assert.Equal(412, (await owner.IfAsync("If-Match", seen, "PUT", path, new SetWebhook(Description: "on"))).Status);
        seen = await owner.TagAsync(path);
        Assert.Equal(200, (await owner.IfAsync("If-Match", seen, "PUT", path, new SetWebhook(Enabled: false))).Status);
        Assert.Equal(204, (await owner.IfAsync("If-Match", seen, "DELETE", path)).Status);
        Assert.Equal(404, (await owner.IfAsync("If-Match", seen, "DELETE", path)).Status);
    }

    [Fact]
    public async Task What_is_delivered_again_changes_nothing_that_has_a_tag()
    {
        using var owner = await controller.NewTenantAsync("tags-again");
        var (webhook, delivery) = await owner.NewSilentWebhookAsync(controller);
        var path = $"/api/v1/webhooks/{webhook}";
        var (status, text) = await owner.IfAsync("If-Match", await owner.TagAsync(path), "POST", $"{path}/deliveries/{delivery}/redeliver");
        Assert.True(status == 400, text);
        Assert.Contains("has no ETag", text);
    }

    [Fact]
    public async Task Of_many_changes_that_rest_on_one_tag_and_come_at_once_one_is_made()
    {
        using var owner = await controller.NewTenantAsync("tags-webhook-race");
        var webhook = await owner.PostAsync<CreatedWebhook>("/api/v1/webhooks", new CreateWebhook(WebhookSteps.Nowhere, Enabled: false), 201);
        var path = Path(webhook);
        for (var round = 0; round < 3; round++)
        {
            var tag = await owner.TagAsync(path);
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(at => at % 2 == 0
                ? owner.IfAsync("If-Match", tag, "PUT", path, new SetWebhook(Description: $"{round}-{at}"))
                : owner.IfAsync("If-Match", tag, "POST", $"{path}/secret", new RotateWebhookSecret())));
            Assert.Equal([200, .. Enumerable.Repeat(412, 11)], answers.Select(answer => answer.Status).Order());
        }
        var last = await owner.TagAsync(path);
        var ends = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => owner.IfAsync("If-Match", last, "DELETE", path)));
        Assert.Equal([204, .. Enumerable.Repeat(404, 5)], ends.Select(end => end.Status).Order());
    }

    private static string Path(CreatedWebhook webhook) => $"/api/v1/webhooks/{webhook.Webhook.Id}";
}
