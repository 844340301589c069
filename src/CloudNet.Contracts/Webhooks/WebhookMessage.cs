using CloudNet.Contracts.Audit;

namespace CloudNet.Contracts.Webhooks;

/// <summary>What is sent to a webhook (Standard Webhooks: type, timestamp, data).</summary>
/// <param name="Type">The name of the event.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Data">What happened.</param>
public sealed record WebhookMessage(string Type, DateTimeOffset Timestamp, AuditEntry Data);
