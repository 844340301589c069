using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Webhooks;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Webhooks;

namespace CloudNet.Controller.Tests.Webhooks;

/// <summary>What is sent where all goes well: signed, in order, as the filter says.</summary>
public sealed class WebhookDeliveryTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private ControllerFixture Controller => fixture.Controller;

    [Fact]
    public async Task Events_are_sent_in_order_signed_and_as_the_log_has_them()
    {
        using var owner = await Controller.NewTenantAsync("sent");
        await using var receiver = await Receiver.StartAsync();
        var webhook = await owner.NewWebhookAsync(receiver.Url, "network");
        string[] names = ["blue", "red", "green"];
        foreach (var (at, name) in names.Index()) await owner.NewNetworkAsync(name, $"10.{100 + at}.0.0/16");
        await owner.NewKeyAsync();
        await owner.DeleteAsync("/api/v1/networks/red");

        var got = new List<Received>();
        while (got.Count < 4) got.Add(await receiver.NextAsync());
        Assert.Equal(["network.created blue", "network.created red", "network.created green", "network.removed red"], got.Select(one => one.Short));
        Assert.All(got, one => Assert.True(one.IsSignedWith(webhook.Secret), one.Signature));
        Assert.All(got, one => Assert.False(one.IsSignedWith($"whsec_{Convert.ToBase64String(new byte[32])}")));
        Assert.Equal(4, got.Select(one => one.Id).Distinct().Count());
        var now = Controller.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.All(got, one => Assert.InRange(long.Parse(one.Timestamp), now - 60, now));
        await owner.UntilAsync(webhook, found => found.State == "active");
        IReadOnlyList<WebhookDeliveryRecord> tried;
        do tried = await owner.DeliveriesAsync(webhook); while (tried.Count < 4);
        Assert.Equal(got.Select(one => one.Id).Reverse(), tried.Select(one => one.MessageId));
        Assert.All(tried, one => Assert.Equal((true, 204, null), (one.Delivered, one.Status, one.Error)));
    }

    [Fact]
    public async Task Two_replicas_send_each_event_once_and_in_order()
    {
        using var owner = await Controller.NewTenantAsync("replicas");
        await using var replica = await Controller.ReplicaAsync(WebhookFixture.AnyReach);
        await using var receiver = await Receiver.StartAsync();
        await owner.NewWebhookAsync(receiver.Url, "enrolment-key");
        for (var at = 0; at < 40; at++)
        {
            await owner.PostAsync<CreatedEnrolmentKey>("/api/v1/enrolment-keys", new CreateEnrolmentKey($"key-{at}"), 201);
            await Task.Delay(at % 5 * 10);
        }
        Assert.Equal(Enumerable.Range(0, 40).Select(at => $"enrolment-key.created key-{at}"), await receiver.NextAsync(40));
        await Task.Delay(1500);
        Assert.Equal(0, receiver.Waiting);
    }

    [Fact]
    public async Task A_new_secret_signs_beside_the_one_before_for_a_while()
    {
        using var owner = await Controller.NewTenantAsync("rotated");
        await using var receiver = await Receiver.StartAsync();
        var webhook = await owner.NewWebhookAsync(receiver.Url, "network");
        var path = $"/api/v1/webhooks/{webhook.Webhook.Id}/secret";
        var rotated = await owner.PostAsync<CreatedWebhook>(path, new RotateWebhookSecret(5));
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var both = await receiver.NextAsync();
        Assert.Equal((true, true), (both.IsSignedWith(webhook.Secret), both.IsSignedWith(rotated.Secret)));

        Controller.Clock.Advance(TimeSpan.FromMinutes(6));
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        var one = await receiver.NextAsync();
        Assert.Equal((false, true), (one.IsSignedWith(webhook.Secret), one.IsSignedWith(rotated.Secret)));
        await owner.PostRefusedAsync(path, new RotateWebhookSecret(-1), 400);
        await using var db = Controller.Database.Open();
        Assert.All(db.Webhooks.ToList(), row => Assert.True(
            row.Secret.AsSpan().IndexOf(Convert.FromBase64String(rotated.Secret["whsec_".Length..])) < 0, "the secret is there as it is"));
    }

    [Fact]
    public async Task An_event_is_sent_again_by_hand_with_the_same_id()
    {
        using var owner = await Controller.NewTenantAsync("again");
        await using var receiver = await Receiver.StartAsync();
        var webhook = await owner.NewWebhookAsync(receiver.Url, "network");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var first = await receiver.NextAsync();
        IReadOnlyList<WebhookDeliveryRecord> tried;
        do tried = await owner.DeliveriesAsync(webhook); while (tried.Count == 0);
        var again = await owner.PostAsync<WebhookDeliveryRecord>(
            $"/api/v1/webhooks/{webhook.Webhook.Id}/deliveries/{tried[0].Id}/redeliver", new RotateWebhookSecret());
        var second = await receiver.NextAsync();
        Assert.Equal((first.Id, first.Short, true, true), (second.Id, second.Short, again.ByHand, again.Delivered));
        Assert.Equal([true, false], (await owner.DeliveriesAsync(webhook)).Select(one => one.ByHand));
    }

    [Fact]
    public async Task Of_the_deliveries_the_last_are_kept()
    {
        using var owner = await Controller.NewTenantAsync("kept-few");
        await using var receiver = await Receiver.StartAsync();
        var webhook = await owner.NewWebhookAsync(receiver.Url, "enrolment-key");
        for (var at = 0; at < WebhookDeliveries.Kept + 5; at++) await owner.NewKeyAsync();
        Received last = await receiver.NextAsync();
        for (var at = 1; at < WebhookDeliveries.Kept + 5; at++) last = await receiver.NextAsync();
        IReadOnlyList<WebhookDeliveryRecord> kept;
        do kept = await owner.DeliveriesAsync(webhook); while (kept[0].MessageId != last.Id);
        await using var db = Controller.Database.Open();
        Assert.Equal((WebhookDeliveries.Kept, WebhookDeliveries.Kept), (kept.Count, db.WebhookDeliveries.Count(row => row.WebhookId == webhook.Webhook.Id)));
    }
}
