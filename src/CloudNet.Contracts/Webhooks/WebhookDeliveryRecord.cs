namespace CloudNet.Contracts.Webhooks;

/// <summary>One try to deliver an event.</summary>
/// <param name="Id">The try.</param>
/// <param name="MessageId">The <c>webhook-id</c> that was sent: the same for each try of an event.</param>
/// <param name="Event">The name of the event.</param>
/// <param name="At">When it was tried.</param>
/// <param name="Delivered">Whether the receiver took it: answered with a status from 200 to 299.</param>
/// <param name="Status">The status that it answered; null where it did not answer.</param>
/// <param name="Error">Why it was not delivered; null where it was.</param>
/// <param name="Milliseconds">How long the try took.</param>
/// <param name="ByHand">Whether somebody asked for it.</param>
public sealed record WebhookDeliveryRecord(
    WebhookDeliveryId Id, string MessageId, string Event, DateTimeOffset At, bool Delivered, int? Status, string? Error, int Milliseconds, bool ByHand);
