using System.Net;
using CloudNet.Domain.Addressing;

namespace CloudNet.Domain.Leases;

/// <summary>
/// Free addresses of a network without a gap between them, as long as they go: whole subnets, none of which is held or
/// reserved. A network with n leases has at most n + 1 of these, so that its lowest free subnet is found, taken and given back
/// without a look at the leases. IPv4 and IPv6 alike.
/// </summary>
/// <param name="First">The first address of the lowest free subnet.</param>
/// <param name="Last">The last address of the highest free subnet.</param>
public sealed record FreeRange(IPAddress First, IPAddress Last)
{
    private UInt128 Start => AddressNumber.Of(First);

    private UInt128 End => AddressNumber.Of(Last);

    /// <summary>How many subnets of a prefix length it holds.</summary>
    public UInt128 Count(int subnetLength) => (End - Start >> HostBits(subnetLength)) + 1;

    /// <summary>The lowest subnets of it, at most so many.</summary>
    public IReadOnlyList<IPNetwork> Lowest(int subnetLength, int most)
    {
        var (start, shift) = (Start, HostBits(subnetLength));
        var count = (int)UInt128.Min(Count(subnetLength), (uint)most);
        return [.. Enumerable.Range(0, count).Select(index => new IPNetwork(Address(start + ((UInt128)index << shift)), subnetLength))];
    }

    /// <summary>Whether all of the subnet is in it.</summary>
    public bool Contains(IPNetwork subnet) => Contains(Of(subnet));

    /// <summary>Whether all of the other is in it.</summary>
    public bool Contains(FreeRange other) => other.First.AddressFamily == First.AddressFamily && other.Start >= Start && other.End <= End;

    /// <summary>Whether another begins just after its last address.</summary>
    public bool EndsBefore(FreeRange other) => other.Start > End && other.Start - End == 1;

    /// <summary>What of it lies in a range too; null where nothing does.</summary>
    public FreeRange? Within(IPNetwork range)
    {
        if (range.BaseAddress.AddressFamily != First.AddressFamily) return null;
        var (start, end) = (UInt128.Max(Start, AddressNumber.Of(range.First)), UInt128.Min(End, AddressNumber.Of(range.Last)));
        return start <= end ? new(Address(start), Address(end)) : null;
    }

    /// <summary>What is left of it without another: none, one or two ranges.</summary>
    public IEnumerable<FreeRange> Except(FreeRange other)
    {
        if (other.First.AddressFamily != First.AddressFamily || other.Start > End || other.End < Start)
        {
            yield return this;
            yield break;
        }
        if (other.Start > Start) yield return this with { Last = Address(other.Start - 1) };
        if (other.End < End) yield return this with { First = Address(other.End + 1) };
    }

    /// <summary>All of a range's addresses.</summary>
    public static FreeRange Of(IPNetwork range) => new(range.First, range.Last);

    private int HostBits(int subnetLength) => AddressNumber.Bits(First.AddressFamily) - subnetLength;

    private IPAddress Address(UInt128 number) => AddressNumber.ToAddress(number, First.AddressFamily);
}
