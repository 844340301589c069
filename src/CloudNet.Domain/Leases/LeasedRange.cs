using System.Net;
using System.Net.Sockets;
using CloudNet.Domain.Addressing;

namespace CloudNet.Domain.Leases;

/// <summary>One range of a network, and how subnets are cut from it.</summary>
/// <param name="Range">The addresses.</param>
/// <param name="SubnetLength">Prefix length of a subnet.</param>
/// <param name="SubnetMin">Address of the lowest subnet that is given unasked.</param>
/// <param name="SubnetMax">Address of the highest subnet that is given unasked.</param>
public sealed record LeasedRange(IPNetwork Range, int SubnetLength, IPAddress SubnetMin, IPAddress SubnetMax)
{
    /// <summary>Where subnets are given from unasked: others of the range are given by reservation only.</summary>
    public FreeRange Given => new(SubnetMin, new IPNetwork(SubnetMax, SubnetLength).Last);

    /// <summary>
    /// Where the addresses of services come from: the largest block that begins at the range's first address and ends before the first subnet that is given
    /// unasked, by default the subnet that is passed over. Null where there is nothing before that.
    /// </summary>
    public IPNetwork? ServiceRange
    {
        get
        {
            var before = AddressNumber.Of(SubnetMin) - AddressNumber.Of(Range.BaseAddress);
            // Any such block begins in its place: the range itself is larger, and begins at the same address.
            return before == 0 ? null : new(Range.BaseAddress, AddressNumber.Bits(Family) - (int)UInt128.Log2(before));
        }
    }

    /// <summary>Whose addresses they are.</summary>
    public AddressFamily Family => Range.BaseAddress.AddressFamily;

    /// <summary>How many subnets it holds.</summary>
    public UInt128 Total => Range.SubnetCount(SubnetLength);

    /// <summary>A subnet of it, to show what one looks like.</summary>
    public IPNetwork Example => Range.Subnet(SubnetLength, 1);

    /// <summary>The first subnet given unasked where nothing else is said: flannel's second, so that no interface has the network's own address.</summary>
    public static IPAddress DefaultMin(IPNetwork range, int subnetLength) => range.Subnet(subnetLength, 1).First;

    /// <summary>The last subnet given unasked where nothing else is said: the range's last.</summary>
    public static IPAddress DefaultMax(IPNetwork range, int subnetLength) => range.Subnet(subnetLength, range.SubnetCount(subnetLength) - 1).First;

    /// <summary>A range with the default bounds.</summary>
    public static LeasedRange WithDefaultBounds(IPNetwork range, int subnetLength) =>
        new(range, subnetLength, DefaultMin(range, subnetLength), DefaultMax(range, subnetLength));
}
