using CloudNet.Contracts.Access;

namespace CloudNet.Contracts.Webhooks;

/// <summary>A webhook with its secret, which is shown this once.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">What deliveries are signed with: <c>whsec_</c> and 32 bytes in base64.</param>
public sealed record CreatedWebhook(WebhookRecord Webhook, string Secret) : IShownOnce
{
    string IShownOnce.Location => $"/api/v1/webhooks/{Webhook.Id}";
}
