using System.Net;

namespace CloudNet.Domain.Leases;

/// <summary>A network as far as leases are concerned.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Range">What subnets are cut from.</param>
/// <param name="SubnetLength">Prefix length of a subnet.</param>
public sealed record LeasedNetwork(string Name, IPNetwork Range, int SubnetLength);
