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

    /// <summary>Whether the subnet is free here.</summary>
    public bool Contains(IPNetwork subnet) => AddressNumber.Of(subnet.First) >= Start && AddressNumber.Of(subnet.Last) <= End;

    /// <summary>What is left of it below a subnet in it; null where that is nothing.</summary>
    public FreeRange? Below(IPNetwork subnet) =>
        subnet.First.Equals(First) ? null : this with { Last = Address(AddressNumber.Of(subnet.First) - 1) };

    /// <summary>What is left of it above a subnet in it; null where that is nothing.</summary>
    public FreeRange? Above(IPNetwork subnet) =>
        subnet.Last.Equals(Last) ? null : this with { First = Address(AddressNumber.Of(subnet.Last) + 1) };

    /// <summary>Whether the subnet begins just after its last address.</summary>
    public bool EndsBefore(IPNetwork subnet) => AddressNumber.Of(subnet.First) is var first && first > End && first - End == 1;

    /// <summary>Whether the subnet ends just before its first address.</summary>
    public bool BeginsAfter(IPNetwork subnet) => AddressNumber.Of(subnet.Last) is var last && Start > last && Start - last == 1;

    /// <summary>All of a range's addresses.</summary>
    public static FreeRange Of(IPNetwork range) => new(range.First, range.Last);

    private int HostBits(int subnetLength) => AddressNumber.Bits(First.AddressFamily) - subnetLength;

    private IPAddress Address(UInt128 number) => AddressNumber.ToAddress(number, First.AddressFamily);
}
