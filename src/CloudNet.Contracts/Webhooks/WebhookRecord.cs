using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Webhooks;

/// <summary>A webhook.</summary>
/// <param name="Id">The webhook.</param>
/// <param name="Url">Where events are sent.</param>
/// <param name="Events">Which: kinds and names; none: all.</param>
/// <param name="Description">What it is for.</param>
/// <param name="State"><c>active</c>, <c>failing</c> (it is tried again and again) or <c>disabled</c>.</param>
/// <param name="Reason">Why it is failing, or why the controller disabled it; null where neither is so.</param>
/// <param name="FailingSince">When the first try of the event failed that is due; null where none did.</param>
/// <param name="NextTryAt">When it is tried again; null where it is not failing.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="SecretSince">When it got the secret that signs now; null where the controller is of a version that does not tell.</param>
public sealed record WebhookRecord(
    WebhookId Id, string Url, IReadOnlyList<string> Events, string Description,
    [property: AllowedValues("active", "failing", WebhookRecord.Disabled)] string State, string? Reason, DateTimeOffset? FailingSince,
    DateTimeOffset? NextTryAt, DateTimeOffset CreatedAt, DateTimeOffset? SecretSince = null)
{
    /// <summary>The state of one that is disabled.</summary>
    public const string Disabled = "disabled";
}
