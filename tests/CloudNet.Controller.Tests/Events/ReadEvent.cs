using CloudNet.Contracts.Audit;

namespace CloudNet.Controller.Tests.Events;

/// <summary>An event as a reader gets it.</summary>
public sealed record ReadEvent(string Name, string Id, AuditEntry Entry);
