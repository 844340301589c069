using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Networks;

/// <summary>Asks that a subnet be kept for a host, by name; the host need not exist yet.</summary>
/// <param name="Host">Required; the host's name.</param>
/// <param name="Subnet">Required; a CIDR of the network's subnet length, inside its range, such as <c>172.17.1.0/24</c>.</param>
public sealed record ReserveSubnet([property: Required] string? Host = null, [property: Required] string? Subnet = null);
