using System.Net;
using CloudNet.Contracts.Networks;

namespace CloudNet.Domain.Networks;

/// <summary>A network that may be made: what was asked for, parsed, with its defaults filled in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Range">What its hosts' subnets are cut from.</param>
/// <param name="SubnetLength">Prefix length of a host's subnet.</param>
/// <param name="SubnetMin">Address of the lowest subnet that is given unasked.</param>
/// <param name="SubnetMax">Address of the highest subnet that is given unasked.</param>
/// <param name="Driver">How packets cross between hosts.</param>
/// <param name="Nat">Whether what leaves it is masqueraded.</param>
/// <param name="Mtu">Bytes; null where each host derives it.</param>
public sealed record NewNetwork(
    string Name, IPNetwork Range, int SubnetLength, IPAddress SubnetMin, IPAddress SubnetMax, NetworkDriver Driver, bool Nat, int? Mtu);
