using CloudNet.Contracts.Networks;
using CloudNet.Domain.Leases;

namespace CloudNet.Domain.Networks;

/// <summary>A network that may be made: what was asked for, parsed, with its defaults filled in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ranges">What its hosts' subnets are cut from, in order.</param>
/// <param name="Driver">How packets cross between hosts.</param>
/// <param name="Nat">Whether what leaves it is masqueraded.</param>
/// <param name="Mtu">Bytes; null where each host derives it.</param>
public sealed record NewNetwork(string Name, IReadOnlyList<LeasedRange> Ranges, NetworkDriver Driver, bool Nat, int? Mtu);
