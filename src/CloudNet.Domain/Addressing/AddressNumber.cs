using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace CloudNet.Domain.Addressing;

/// <summary>Addresses as numbers, so that they can be counted with.</summary>
public static class AddressNumber
{
    /// <summary>Bits of an address of this family: 32 or 128.</summary>
    public static int Bits(AddressFamily family) => family == AddressFamily.InterNetwork ? 32 : 128;

    /// <summary>The address as a number, its first octet in the highest place.</summary>
    public static UInt128 Of(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out var written);
        return written == 4 ? BinaryPrimitives.ReadUInt32BigEndian(octets) : BinaryPrimitives.ReadUInt128BigEndian(octets);
    }

    /// <summary>The address of a number.</summary>
    public static IPAddress ToAddress(UInt128 number, AddressFamily family)
    {
        Span<byte> octets = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(octets, number);
        return new(family == AddressFamily.InterNetwork ? octets[12..] : octets);
    }
}
