using CloudNet.Contracts.Webhooks;
using CloudNet.Controller.Access;
using CloudNet.Controller.Api;
using CloudNet.Controller.Refusals;

namespace CloudNet.Controller.Webhooks;

/// <summary>Webhooks over HTTP.</summary>
internal static class WebhookEndpoints
{
    private const string Tag = "Webhooks";

    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        api.MapGet("/webhooks", (Caller caller, WebhookCommands webhooks, CancellationToken cancel) => webhooks.ListAsync(caller.Actor, cancel))
            .WithTags(Tag).WithName("ListWebhooks").WithSummary("Webhooks of this tenant, the oldest first")
            .Refuses(401, 403);

        api.MapGet("/webhooks/{webhook}", async (string webhook, Caller caller, WebhookCommands webhooks, CancellationToken cancel) =>
                (await webhooks.FindAsync(caller.Actor, webhook, cancel)).Ok())
            .WithTags(Tag).WithName("GetWebhook").WithSummary("A webhook, and whether it works")
            .Refuses(401, 403, 404);

        api.MapPost("/webhooks", async (CreateWebhook request, Caller caller, WebhookCommands webhooks, CancellationToken cancel) =>
                (await webhooks.CreateAsync(caller.Actor, request, cancel)).Created(created => $"/api/v1/webhooks/{created.Webhook.Id}"))
            .WithTags(Tag).WithName("CreateWebhook").WithSummary("Have events sent to a URL from now on")
            .WithDescription("Each event is a POST of {type, timestamp, data}, signed as Standard Webhooks has it (webhook-id, webhook-timestamp, "
                + "webhook-signature); data is the entry of the audit log. At least once, and in order. The secret is in the answer and nowhere else.")
            .Refuses(400, 401, 403, 409);

        api.MapPut("/webhooks/{webhook}", async (string webhook, SetWebhook request, Caller caller, WebhookCommands webhooks, CancellationToken cancel) =>
                (await webhooks.SetAsync(caller.Actor, webhook, request, cancel)).Ok())
            .WithTags(Tag).WithName("SetWebhook").WithSummary("Change a webhook, or disable or enable it")
            .WithDescription("What is left out stays. It goes on where it was, at once, also when it was failing: what happened meanwhile is sent.")
            .Refuses(400, 401, 403, 404);

        api.MapDelete("/webhooks/{webhook}", async (string webhook, Caller caller, WebhookCommands webhooks, CancellationToken cancel) =>
                (await webhooks.RemoveAsync(caller.Actor, webhook, cancel)).NoContent())
            .WithTags(Tag).WithName("RemoveWebhook").WithSummary("Remove a webhook")
            .Refuses(401, 403, 404);

        api.MapPost("/webhooks/{webhook}/secret", async (
                string webhook, RotateWebhookSecret? request, Caller caller, WebhookCommands webhooks, CancellationToken cancel) =>
                (await webhooks.RotateAsync(caller.Actor, webhook, request ?? new(), cancel)).Ok())
            .WithTags(Tag).WithName("RotateWebhookSecret").WithSummary("Give a webhook a new secret")
            .WithDescription("It is in the answer and nowhere else. For a while deliveries have two signatures, one by each secret.")
            .Refuses(400, 401, 403, 404);
        api.MapDeliveries();
    }

    private static void MapDeliveries(this RouteGroupBuilder api)
    {
        api.MapGet("/webhooks/{webhook}/deliveries", async (string webhook, Caller caller, DeliveryCommands deliveries, CancellationToken cancel) =>
                (await deliveries.ListAsync(caller.Actor, webhook, cancel)).Ok())
            .WithTags(Tag).WithName("ListWebhookDeliveries").WithSummary("The last 100 tries of a webhook to deliver, the newest first")
            .Refuses(401, 403, 404);

        api.MapPost("/webhooks/{webhook}/deliveries/{delivery}/redeliver", async (
                string webhook, string delivery, Caller caller, DeliveryCommands deliveries, CancellationToken cancel) =>
                (await deliveries.RedeliverAsync(caller.Actor, webhook, delivery, cancel)).Ok())
            .WithTags(Tag).WithName("RedeliverWebhook").WithSummary("Send an event again, once and now; the answer tells what came of it")
            .WithDescription("With the same webhook-id. The order of the other events is not touched.")
            .CannotBeTried(DeliveryCommands.NotTried)
            .IsNotDoneOnce("It is sent again each time: that is what it is for, and the receiver knows it by its webhook-id.")
            .Refuses(400, 401, 403, 404, 409, 410, 429);
    }
}
