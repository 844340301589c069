using CloudNet.Contracts.Audit;

namespace CloudNet.Store.Events;

/// <summary>An event: an entry of the audit log, and where it is in the stream.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Entry">What happened.</param>
public sealed record StoredEvent(EventPlace Place, AuditEntry Entry);
