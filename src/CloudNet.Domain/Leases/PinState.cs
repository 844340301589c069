using System.Net;

namespace CloudNet.Domain.Leases;

/// <summary>A pin that there is.</summary>
/// <param name="Workload">Name of the workload.</param>
/// <param name="Address">The address.</param>
public sealed record PinState(string Workload, IPAddress Address);
