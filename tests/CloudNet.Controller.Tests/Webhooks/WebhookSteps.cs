using CloudNet.Contracts.Webhooks;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Webhooks;

/// <summary>What tests do with webhooks.</summary>
public static class WebhookSteps
{
    /// <summary>Where nobody listens.</summary>
    public const string Nowhere = "http://127.0.0.1:9/";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    extension(ApiClient client)
    {
        public Task<CreatedWebhook> NewWebhookAsync(Uri url, params string[] events) =>
            client.PostAsync<CreatedWebhook>("/api/v1/webhooks", new CreateWebhook(url.ToString(), events, "test"), 201);

        public Task<WebhookRecord> WebhookAsync(CreatedWebhook webhook) => client.GetAsync<WebhookRecord>($"/api/v1/webhooks/{webhook.Webhook.Id}");

        public Task<IReadOnlyList<WebhookDeliveryRecord>> DeliveriesAsync(CreatedWebhook webhook) =>
            client.GetAsync<IReadOnlyList<WebhookDeliveryRecord>>($"/api/v1/webhooks/{webhook.Webhook.Id}/deliveries");

        /// <summary>Waits until the webhook is so.</summary>
        public async Task<WebhookRecord> UntilAsync(CreatedWebhook webhook, Func<WebhookRecord, bool> isSo)
        {
            var end = TimeProvider.System.GetUtcNow() + Patience;
            while (true)
            {
                var found = await client.WebhookAsync(webhook);
                if (isSo(found)) return found;
                Assert.True(TimeProvider.System.GetUtcNow() < end, $"it stays {found}");
                await Task.Delay(50);
            }
        }

        /// <summary>A webhook that sends nothing by itself, and a delivery that it once tried.</summary>
        public async Task<(string Webhook, string Delivery)> NewSilentWebhookAsync(ControllerFixture controller, string description = "silent")
        {
            var made = await client.PostAsync<CreatedWebhook>("/api/v1/webhooks", new CreateWebhook(Nowhere, [], description, Enabled: false), 201);
            await using var db = controller.Database.Open();
            var row = await db.Webhooks.SingleAsync(found => found.Id == made.Webhook.Id);
            var entry = await db.Audit.Where(found => found.TenantId == row.TenantId).MaxAsync(found => found.Id);
            var delivery = WebhookDeliveryId.New(TimeProvider.System);
            db.WebhookDeliveries.Add(new()
            {
                Id = delivery, TenantId = row.TenantId, WebhookId = row.Id, Entry = entry, Event = "webhook.created", At = row.CreatedAt,
                Error = $"{description} failed", Milliseconds = 1,
            });
            await db.SaveChangesAsync();
            return (made.Webhook.Id.ToString(), delivery.ToString());
        }
    }
}
