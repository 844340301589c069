using CloudNet.Contracts.Traces;

namespace CloudNet.Contracts.Link;

/// <summary>Agent to controller: what became of the packet on this host.</summary>
/// <param name="Id">The trace.</param>
/// <param name="Trace">What became of it.</param>
public sealed record TraceResult(Guid Id, HostTrace Trace) : LinkMessage;
