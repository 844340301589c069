namespace CloudNet.Contracts.Link;

/// <summary>Agent to controller: it looks for the packet.</summary>
/// <param name="Id">The trace.</param>
public sealed record TraceReady(Guid Id) : LinkMessage;
