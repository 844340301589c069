using System.Net;

namespace CloudNet.Contracts.Networks;

/// <summary>What a network has to give, and what became of it. Counts are subnets; all of the range's are in one of them.</summary>
/// <param name="NetworkId">The network.</param>
/// <param name="NetworkName">Its name.</param>
/// <param name="Range">The addresses that subnets are cut from.</param>
/// <param name="SubnetLength">Prefix length of a subnet.</param>
/// <param name="Total">All subnets of the range.</param>
/// <param name="Held">Held by hosts.</param>
/// <param name="Reclaimable">Of those held: expired, and to be taken back when their grace has passed.</param>
/// <param name="Reserved">Reserved, and held by nobody.</param>
/// <param name="Free">Free to be given.</param>
/// <param name="ByReservationOnly">Outside the bounds of what is given unasked, and not taken.</param>
/// <param name="NextFree">What the next host would get; null where nothing is free.</param>
/// <param name="LongestFree">The longest run of free addresses without a gap, first and last; null where nothing is free.</param>
/// <param name="TakenLastWeek">Subnets held now less those held seven days ago.</param>
/// <param name="FullInDays">In how many days nothing is free at the pace of the last week; null where it does not fill.</param>
public sealed record PoolRecord(
    NetworkId NetworkId, string NetworkName, IPNetwork Range, int SubnetLength, decimal Total, int Held, int Reclaimable, int Reserved, decimal Free,
    decimal ByReservationOnly, IPNetwork? NextFree, AddressSpan? LongestFree, int TakenLastWeek, int? FullInDays);
