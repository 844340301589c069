using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Plan;

/// <summary>Addresses of both families as numbers: an IPv4 address as the IPv6 one that it maps to (RFC 4291, 2.5.5.2).</summary>
internal static class AddressNumber
{
    private const ulong Mapped = 0xffff_0000_0000UL;

    /// <summary>An address as a number.</summary>
    public static UInt128 Of(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out var written);
        return written == 4
            ? new UInt128(0, Mapped | BinaryPrimitives.ReadUInt32BigEndian(octets))
            : BinaryPrimitives.ReadUInt128BigEndian(octets);
    }

    /// <summary>The address of a number; a mapped one is IPv4.</summary>
    public static IPAddress Address(UInt128 number)
    {
        Span<byte> octets = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(octets, number);
        return new(number >> 32 == Mapped >> 32 ? octets[12..] : octets);
    }

    /// <summary>Bits of an address: 32 or 128.</summary>
    public static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    /// <summary>How many addresses a subnet has, less one.</summary>
    public static UInt128 Span(IPNetwork subnet)
    {
        var free = Bits(subnet.BaseAddress) - subnet.PrefixLength;
        return free == 128 ? UInt128.MaxValue : (UInt128.One << free) - 1;
    }

    /// <summary>The subnet of this length that an address is in.</summary>
    public static IPNetwork Subnet(IPAddress address, int length)
    {
        var host = Span(new(address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, length));
        return new(Address(Of(address) & ~host), length);
    }
}
