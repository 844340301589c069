using System.Net;

namespace CloudNet.Domain.Leases;

/// <summary>A pin that may be made.</summary>
/// <param name="Workload">Name of the workload that the address is kept for.</param>
/// <param name="Address">The address.</param>
/// <param name="Subnet">The subnet of the network that it lies in: whoever holds that keeps the pin.</param>
public sealed record NewPin(string Workload, IPAddress Address, IPNetwork Subnet);
