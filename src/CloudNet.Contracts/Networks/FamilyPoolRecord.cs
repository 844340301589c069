using System.Net;

namespace CloudNet.Contracts.Networks;

/// <summary>What a network's ranges of one family have to give together.</summary>
/// <param name="Family"><c>ipv4</c> or <c>ipv6</c>.</param>
/// <param name="SubnetLength">Prefix length of a subnet.</param>
/// <param name="Ranges">The ranges, by address.</param>
/// <param name="Total">All subnets of the ranges.</param>
/// <param name="Held">Held by hosts.</param>
/// <param name="Reclaimable">Of those held: expired, and to be taken back when their grace has passed.</param>
/// <param name="Reserved">Reserved, and held by nobody.</param>
/// <param name="Free">Free to be given.</param>
/// <param name="NextFree">What the next host would get; null where nothing is free.</param>
/// <param name="LongestFree">The longest run of free addresses without a gap, first and last; null where nothing is free.</param>
/// <param name="TakenLastWeek">Subnets held now less those held seven days ago.</param>
/// <param name="FullInDays">In how many days nothing is free at the pace of the last week; null where it does not
/// within ten years, or where the network is younger than a day.</param>
public sealed record FamilyPoolRecord(
    string Family, int SubnetLength, IReadOnlyList<RangeUseRecord> Ranges, decimal Total, int Held, int Reclaimable, int Reserved, decimal Free,
    IPNetwork? NextFree, AddressSpan? LongestFree, int TakenLastWeek, int? FullInDays);
