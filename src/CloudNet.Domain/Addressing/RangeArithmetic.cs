using System.Net;

namespace CloudNet.Domain.Addressing;

/// <summary>
/// What <see cref="IPNetwork"/> lacks: counting and cutting ranges, for IPv4 and IPv6 alike. Ranges of different families
/// have nothing in common.
/// </summary>
public static class RangeArithmetic
{
    extension(IPNetwork range)
    {
        /// <summary>The first address.</summary>
        public IPAddress First => range.BaseAddress;

        /// <summary>The last address.</summary>
        public IPAddress Last => AddressNumber.ToAddress(AddressNumber.Of(range.BaseAddress) | HostMask(range), range.BaseAddress.AddressFamily);

        /// <summary>
        /// The first address that an interface can have: the second of the range, or the first where it has only one or two
        /// (RFC 3021).
        /// </summary>
        public IPAddress FirstUsable => HostMask(range) <= 1 ? range.First : Offset(range, 1);

        /// <summary>The last address that an interface can have: in IPv4 the last is broadcast.</summary>
        public IPAddress LastUsable => HostMask(range) <= 1 ? range.Last : Offset(range, HostMask(range) - 1);

        /// <summary>Whether every address of the other range is in this one.</summary>
        public bool Contains(IPNetwork other) => other.PrefixLength >= range.PrefixLength && range.Contains(other.BaseAddress);

        /// <summary>Whether any address is in both.</summary>
        public bool Overlaps(IPNetwork other) => range.Contains(other) || other.Contains(range);

        /// <summary>How many subnets of a prefix length the range holds.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The length is shorter than the range's own, or longer than an address.</exception>
        public UInt128 SubnetCount(int length)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(length, range.PrefixLength);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(length, AddressNumber.Bits(range.BaseAddress.AddressFamily));
            var bits = length - range.PrefixLength;
            return bits == 128 ? UInt128.MaxValue : UInt128.One << bits;
        }

        /// <summary>The subnet of a prefix length with this index, counted from 0.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such subnet.</exception>
        public IPNetwork Subnet(int length, UInt128 index)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, range.SubnetCount(length));
            var shift = AddressNumber.Bits(range.BaseAddress.AddressFamily) - length;
            return new(Offset(range, shift == 128 ? 0 : index << shift), length);
        }

        /// <summary>Index of a subnet that lies in this range, counted from 0: the inverse of <see cref="Subnet"/>.</summary>
        /// <exception cref="ArgumentException">It does not lie in the range.</exception>
        public UInt128 IndexOf(IPNetwork subnet)
        {
            if (!range.Contains(subnet)) throw new ArgumentException($"{subnet} is not inside {range}.", nameof(subnet));
            var shift = AddressNumber.Bits(range.BaseAddress.AddressFamily) - subnet.PrefixLength;
            return shift == 128 ? 0 : (AddressNumber.Of(subnet.BaseAddress) - AddressNumber.Of(range.BaseAddress)) >> shift;
        }
    }

    /// <summary>The range of a prefix length that an address is in.</summary>
    public static IPNetwork Around(IPAddress address, int length)
    {
        var hostBits = AddressNumber.Bits(address.AddressFamily) - length;
        var number = AddressNumber.Of(address);
        return new(AddressNumber.ToAddress(hostBits == 128 ? 0 : number >> hostBits << hostBits, address.AddressFamily), length);
    }

    private static UInt128 HostMask(IPNetwork range)
    {
        var bits = AddressNumber.Bits(range.BaseAddress.AddressFamily) - range.PrefixLength;
        return bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
    }

    private static IPAddress Offset(IPNetwork range, UInt128 by) =>
        AddressNumber.ToAddress(AddressNumber.Of(range.BaseAddress) + by, range.BaseAddress.AddressFamily);
}
