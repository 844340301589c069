namespace CloudNet.Contracts.Link;

/// <summary>
/// Controller to agent: the packet was sent, and what it met on this host can be told. An agent that knows nothing of that trace passes over it.
/// </summary>
/// <param name="Id">The trace.</param>
public sealed record TraceStop(Guid Id) : LinkMessage;
