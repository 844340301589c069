namespace CloudNet.Domain.Webhooks;

/// <summary>What a webhook is, as it was asked for.</summary>
/// <param name="Url">Where to.</param>
/// <param name="Events">Which events; empty: all.</param>
/// <param name="Description">What it is for.</param>
/// <param name="IsEnabled">Whether it sends.</param>
public sealed record WebhookSettings(string Url, IReadOnlyList<string> Events, string Description, bool IsEnabled);
