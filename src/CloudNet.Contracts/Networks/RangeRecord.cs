using System.Net;

namespace CloudNet.Contracts.Networks;

/// <summary>One of a network's ranges: addresses that its hosts' subnets are cut from.</summary>
/// <param name="Range">The addresses, IPv4 or IPv6.</param>
/// <param name="SubnetLength">Prefix length of each host's subnet; the same in all ranges of the family.</param>
/// <param name="SubnetMin">Address of the lowest subnet that is given to hosts; others of the range by reservation only.</param>
/// <param name="SubnetMax">Address of the highest subnet that is given to hosts.</param>
public sealed record RangeRecord(IPNetwork Range, int SubnetLength, IPAddress SubnetMin, IPAddress SubnetMax);
