namespace CloudNet.Contracts.Webhooks;

/// <summary>Asks for a new secret.</summary>
/// <param name="KeepMinutes">
/// For how long deliveries are signed with the secret before it too, 0 to 10,080 (a week); 1,440 (a day) where it is left out.
/// </param>
public sealed record RotateWebhookSecret(int? KeepMinutes = null);
