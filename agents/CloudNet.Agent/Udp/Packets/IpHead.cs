using System.Buffers.Binary;

namespace CloudNet.Agent.Udp.Packets;

/// <summary>What has to be known of a packet to carry it. Addresses are numbers as in <see cref="Plan.AddressNumber"/>. Pure; total on any bytes.</summary>
internal readonly struct IpHead
{
    /// <summary>ICMP.</summary>
    public const byte Icmp = 1;

    /// <summary>TCP.</summary>
    public const byte Tcp = 6;

    /// <summary>UDP.</summary>
    public const byte Udp = 17;

    /// <summary>ICMPv6.</summary>
    public const byte Icmp6 = 58;

    /// <summary>Length of an IPv6 header, and of an IPv4 header without options.</summary>
    public const int SixLength = 40, FourLength = 20;

    private const ulong Mapped = 0xffff_0000_0000UL;

    private IpHead(bool six, int length, byte protocol, ushort fragment, UInt128 source, UInt128 destination) =>
        (IsSix, Length, Protocol, Fragment, Source, Destination) = (six, length, protocol, fragment, source, destination);

    /// <summary>Whether it is IPv6.</summary>
    public bool IsSix { get; }

    /// <summary>Length of the IP header; of IPv6 without extensions.</summary>
    public int Length { get; }

    /// <summary>The protocol, or the first extension.</summary>
    public byte Protocol { get; }

    /// <summary>Fragment offset and flags of IPv4.</summary>
    public ushort Fragment { get; }

    /// <summary>Who sent it.</summary>
    public UInt128 Source { get; }

    /// <summary>Whom it is for.</summary>
    public UInt128 Destination { get; }

    /// <summary>Whether it is part of a packet of IPv4.</summary>
    public bool IsFragment => (Fragment & 0x3fff) != 0;

    /// <summary>Reads the header of a whole packet; false where the bytes are no IP packet of exactly this length.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, out IpHead head)
    {
        head = default;
        if (packet.Length < FourLength) return false;
        return (packet[0] >> 4) switch
        {
            4 => TryReadFour(packet, out head),
            6 => TryReadSix(packet, out head),
            _ => false,
        };
    }

    private static bool TryReadFour(ReadOnlySpan<byte> packet, out IpHead head)
    {
        head = default;
        var length = (packet[0] & 0xf) * 4;
        if (length < FourLength || length > packet.Length) return false;
        if (BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) != packet.Length) return false;
        head = new(
            false, length, packet[9], BinaryPrimitives.ReadUInt16BigEndian(packet[6..]),
            new(0, Mapped | BinaryPrimitives.ReadUInt32BigEndian(packet[12..])), new(0, Mapped | BinaryPrimitives.ReadUInt32BigEndian(packet[16..])));
        return true;
    }

    private static bool TryReadSix(ReadOnlySpan<byte> packet, out IpHead head)
    {
        head = default;
        if (packet.Length < SixLength || BinaryPrimitives.ReadUInt16BigEndian(packet[4..]) + SixLength != packet.Length) return false;
        head = new(
            true, SixLength, packet[6], 0,
            new(BinaryPrimitives.ReadUInt64BigEndian(packet[8..]), BinaryPrimitives.ReadUInt64BigEndian(packet[16..])),
            new(BinaryPrimitives.ReadUInt64BigEndian(packet[24..]), BinaryPrimitives.ReadUInt64BigEndian(packet[32..])));
        return true;
    }

    /// <summary>Sum of the pseudo header that TCP, UDP and ICMPv6 have in their checksum.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="protocol">The protocol of the transport.</param>
    /// <param name="length">Length of the transport with its payload.</param>
    public ulong PseudoSum(ReadOnlySpan<byte> packet, byte protocol, int length) =>
        Checksum.Add(Checksum.Word((ushort)length) + Checksum.Word(protocol), IsSix ? packet[8..40] : packet[12..20]);
}
