using System.Net;

namespace CloudNet.Contracts.Networks;

/// <summary>How much of one range is in use. Counts are subnets; all of the range's are in one of them.</summary>
/// <param name="Range">The range.</param>
/// <param name="Total">All its subnets.</param>
/// <param name="Held">Held by hosts.</param>
/// <param name="Reserved">Reserved, and held by nobody.</param>
/// <param name="Free">Free to be given.</param>
/// <param name="ByReservationOnly">Outside the bounds of what is given unasked, and not taken.</param>
public sealed record RangeUseRecord(IPNetwork Range, decimal Total, int Held, int Reserved, decimal Free, decimal ByReservationOnly);
