using CloudNet.Contracts.Webhooks;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Repeats;

namespace CloudNet.Controller.Tests.Webhooks;

/// <summary>Events that are sent again by hand.</summary>
public sealed class RedeliveryTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private static readonly RotateWebhookSecret Nothing = new();

    private readonly TaskCompletionSource taken = new();

    private ControllerFixture Controller => fixture.Controller;

    [Fact]
    public async Task Of_one_webhook_one_is_sent_at_a_time_at_all_replicas_together()
    {
        using var owner = await Controller.NewTenantAsync("one-at-a-time");
        await using var replica = await Controller.ReplicaAsync(WebhookFixture.AnyReach);
        using var there = replica.Here(owner);
        await using var receiver = await Receiver.StartAsync();
        var (_, path) = await DeliveredAsync(owner, receiver);
        receiver.Answer = context => taken.Task.WaitAsync(context.RequestAborted);
        var first = owner.PostAsync<WebhookDeliveryRecord>(path, Nothing);
        await receiver.NextAsync();
        foreach (var client in new[] { owner, there })
            Assert.Contains("15 seconds", Assert.Single((await client.PostRefusedAsync(path, Nothing, 409)).Problems!).WayOut);
        taken.SetResult();
        Assert.True((await first).Delivered);
        Assert.True((await there.PostAsync<WebhookDeliveryRecord>(path, Nothing)).Delivered);
        await receiver.NextAsync();
        Assert.Equal(0, receiver.Waiting);
    }

    [Fact]
    public async Task What_was_sent_is_said_though_the_webhook_is_removed_meanwhile()
    {
        using var owner = await Controller.NewTenantAsync("removed-meanwhile");
        await using var receiver = await Receiver.StartAsync();
        var (webhook, path) = await DeliveredAsync(owner, receiver);
        receiver.Answer = context => taken.Task.WaitAsync(context.RequestAborted);
        var sent = owner.PostAsync<WebhookDeliveryRecord>(path, Nothing);
        await receiver.NextAsync();
        await owner.DeleteAsync($"/api/v1/webhooks/{webhook.Webhook.Id}");
        taken.SetResult();
        Assert.True((await sent).Delivered);
        Assert.Contains(webhook.Webhook.Id.ToString(), (await owner.PostRefusedAsync(path, Nothing, 404)).Detail);
    }

    [Fact]
    public async Task A_key_is_refused_and_the_document_names_none()
    {
        using var owner = await Controller.NewTenantAsync("no-key");
        await using var receiver = await Receiver.StartAsync();
        var (_, path) = await DeliveredAsync(owner, receiver);
        Assert.Equal("Idempotency-Key", Assert.Single((await owner.OnceRefusedAsync("k", path, Nothing, 400)).Problems!).Field);
        Assert.Equal(0, receiver.Waiting);
        var text = await owner.Http.GetStringAsync("/openapi/v1.json");
        var operation = System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("paths")
            .GetProperty("/api/v1/webhooks/{webhook}/deliveries/{delivery}/redeliver").GetProperty("post");
        Assert.DoesNotContain("Idempotency-Key", operation.GetRawText());
        Assert.True(operation.GetProperty("responses").TryGetProperty("409", out _));
    }

    private static async Task<(CreatedWebhook Webhook, string Path)> DeliveredAsync(ApiClient owner, Receiver receiver)
    {
        var webhook = await owner.NewWebhookAsync(receiver.Url, "network.created");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await receiver.NextAsync();
        IReadOnlyList<WebhookDeliveryRecord> tried;
        do tried = await owner.DeliveriesAsync(webhook); while (tried.Count == 0);
        return (webhook, $"/api/v1/webhooks/{webhook.Webhook.Id}/deliveries/{tried[0].Id}/redeliver");
    }
}
