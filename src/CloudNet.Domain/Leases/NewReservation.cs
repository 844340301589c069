using System.Net;

namespace CloudNet.Domain.Leases;

/// <summary>A reservation that may be made.</summary>
/// <param name="HostName">The host that the subnet is kept for.</param>
/// <param name="Subnet">The subnet.</param>
public sealed record NewReservation(string HostName, IPNetwork Subnet);
