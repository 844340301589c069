using CloudNet.Contracts.Views;
using CloudNet.Domain.Leases;

namespace CloudNet.Domain.Networks;

/// <summary>A network that may be made: what was asked for, parsed, with its defaults filled in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ranges">What its hosts' subnets are cut from, in order.</param>
/// <param name="Plane">How packets cross between hosts; a VNI of 0 is one yet to be given.</param>
/// <param name="Nat">Whether what leaves it is masqueraded.</param>
public sealed record NewNetwork(string Name, IReadOnlyList<LeasedRange> Ranges, DataPlane Plane, bool Nat);
