using System.Buffers.Binary;

namespace CloudNet.Agent.Udp.Packets;

/// <summary>
/// Errors of ICMP and ICMPv6 for a packet that cannot be carried. They come from the address that it was for: the sender's host
/// takes it from the TUN, behind which that address is, where one of its own would be refused as forged. Pure; total on any bytes.
/// </summary>
internal static class IcmpError
{
    /// <summary>Longest error.</summary>
    public const int Longest = 1280;

    private const int LongestFour = 576, IcmpLength = 8;
    private const byte Lifetime = 64;

    /// <summary>Nobody has the address; 0 where nothing must be sent.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="head">Its header.</param>
    /// <param name="into">Takes the error; <see cref="Longest"/>.</param>
    /// <returns>Length of the error.</returns>
    public static int Unreachable(ReadOnlySpan<byte> packet, in IpHead head, Span<byte> into) =>
        head.IsSix ? Six(1, 0, 0, packet, head, into) : Four(1, 0, packet, head, into);

    /// <summary>It is too long for the way; 0 where nothing must be sent.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="head">Its header.</param>
    /// <param name="mtu">What would fit.</param>
    /// <param name="into">Takes the error; <see cref="Longest"/>.</param>
    /// <returns>Length of the error.</returns>
    public static int TooBig(ReadOnlySpan<byte> packet, in IpHead head, int mtu, Span<byte> into) =>
        head.IsSix ? Six(2, 0, mtu, packet, head, into) : Four(4, mtu, packet, head, into);

    // RFC 1122, 3.2.2: never about an error, a later fragment, or what went to or came from more than one.
    private static int Four(byte code, int mtu, ReadOnlySpan<byte> packet, in IpHead head, Span<byte> into)
    {
        if ((head.Fragment & 0x1fff) != 0 || !IsOneFour(packet[12..16]) || !IsOneFour(packet[16..20])) return 0;
        if (head.Protocol == IpHead.Icmp && (packet.Length == head.Length || IsError(packet[head.Length]))) return 0;
        var quoted = Math.Min(packet.Length, LongestFour - IpHead.FourLength - IcmpLength);
        var length = IpHead.FourLength + IcmpLength + quoted;
        into[..length].Clear();
        into[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(into[2..], (ushort)length);
        (into[8], into[9]) = (Lifetime, IpHead.Icmp);
        packet[16..20].CopyTo(into[12..]);
        packet[12..16].CopyTo(into[16..]);
        Checksum.Write(into[10..], Checksum.Add(0, into[..IpHead.FourLength]));
        var icmp = into[IpHead.FourLength..length];
        (icmp[0], icmp[1]) = (3, code);
        BinaryPrimitives.WriteUInt16BigEndian(icmp[6..], (ushort)mtu);
        packet[..quoted].CopyTo(icmp[IcmpLength..]);
        Checksum.Write(icmp[2..], Checksum.Add(0, icmp));
        return length;
    }

    // RFC 4443, 2.4 (e).
    private static int Six(byte type, byte code, int mtu, ReadOnlySpan<byte> packet, in IpHead head, Span<byte> into)
    {
        if (packet[24] == 0xff || packet[8] == 0xff || head.Source == UInt128.Zero) return 0;
        if (head.Protocol == IpHead.Icmp6 && (packet.Length == head.Length || packet[head.Length] is < 128 or 137)) return 0;
        var quoted = Math.Min(packet.Length, Longest - IpHead.SixLength - IcmpLength);
        var length = IpHead.SixLength + IcmpLength + quoted;
        into[..length].Clear();
        into[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(into[4..], (ushort)(IcmpLength + quoted));
        (into[6], into[7]) = (IpHead.Icmp6, Lifetime);
        packet[24..40].CopyTo(into[8..]);
        packet[8..24].CopyTo(into[24..]);
        var icmp = into[IpHead.SixLength..length];
        (icmp[0], icmp[1]) = (type, code);
        BinaryPrimitives.WriteInt32BigEndian(icmp[4..], mtu);
        packet[..quoted].CopyTo(icmp[IcmpLength..]);
        Checksum.Write(icmp[2..], Checksum.Add(Checksum.Word((ushort)icmp.Length) + Checksum.Word(IpHead.Icmp6), into[8..length]));
        return length;
    }

    private static bool IsOneFour(ReadOnlySpan<byte> address) => address[0] is not 0 and not 127 and < 224;

    private static bool IsError(byte type) => type is 3 or 4 or 5 or 11 or 12;
}
