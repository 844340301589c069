using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Networks;

/// <summary>Asks for a range of a network, of its own or in place of a narrower one that lies in it.</summary>
/// <param name="Range">Required; an IPv4 or IPv6 CIDR without host bits, such as <c>10.101.0.0/16</c> or <c>fd00:100::/48</c>.</param>
/// <param name="SubnetLength">
/// Prefix length of a host's subnet. Default: as in the network's other ranges of the family; where it is the first, 24 for IPv4
/// (range length + 2 where the range is narrower than /22), 64 for IPv6 (range length + 2 where it is narrower than /62). At most 30
/// for IPv4, 126 for IPv6.
/// </param>
/// <param name="SubnetMin">Address of the lowest subnet that is given to hosts; default: the range's second subnet.</param>
/// <param name="SubnetMax">Address of the highest subnet that is given to hosts; default: the range's last subnet.</param>
/// <param name="AllowOverlap">
/// Whether it may overlap routes of the tenant's hosts; default false; of a network that is being made, the request's own counts. Such a
/// host cannot join unasked.
/// </param>
public sealed record AddRange(
    [property: Required] string? Range = null, int? SubnetLength = null, string? SubnetMin = null, string? SubnetMax = null, bool? AllowOverlap = null);
