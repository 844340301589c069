using System.Net;

namespace CloudNet.Contracts.Traces;

/// <summary>One end of a trace.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Host">Name of the host that it is on; null: none that CloudNet knows.</param>
/// <param name="Workload">Name of the workload; null: it is the host itself, or nothing that CloudNet knows.</param>
/// <param name="Network">Name of the network that it is in; null: none.</param>
public sealed record TraceEndRecord(IPAddress Address, string? Host, string? Workload, string? Network);
