using System.Buffers.Binary;
using System.Net.Sockets;
using CloudNet.Agent.Udp.Packets;

namespace CloudNet.Agent.Paths;

/// <summary>ICMP echo requests and their answers (RFC 792; RFC 4443, 4), told apart by 64 random bits at the begin of their data.</summary>
internal static class EchoPacket
{
    /// <summary>Shortest packet that holds what tells requests apart, with its IPv4 header; bytes.</summary>
    public const int Least = 84;

    private const int Header = 8;
    private const byte Request4 = 8, Answer4 = 0, Request6 = 128, Answer6 = 129;

    /// <summary>A request that makes an IP packet of this length.</summary>
    /// <param name="family">The family. The checksum of IPv6 is the kernel's to fill in (RFC 3542, 3.1).</param>
    /// <param name="length">Bytes, the IP header included.</param>
    /// <param name="token">Names it.</param>
    public static byte[] Request(AddressFamily family, int length, ulong token)
    {
        var isFour = family == AddressFamily.InterNetwork;
        var packet = new byte[length - (isFour ? 20 : 40)];
        packet[0] = isFour ? Request4 : Request6;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)token);
        BinaryPrimitives.WriteUInt64BigEndian(packet.AsSpan(Header), token);
        if (isFour) Checksum.Write(packet.AsSpan(2), Checksum.Add(0, packet));
        return packet;
    }

    /// <summary>Which request a packet answers, as a raw socket gives it: with its header in IPv4, without in IPv6; null where it answers none.</summary>
    public static ulong? Answered(AddressFamily family, ReadOnlySpan<byte> received)
    {
        var isFour = family == AddressFamily.InterNetwork;
        if (isFour && received.Length < 20) return null;
        var echo = isFour ? received[Math.Min(received.Length, (received[0] & 15) * 4)..] : received;
        if (echo.Length < Header + sizeof(ulong) || echo[0] != (isFour ? Answer4 : Answer6)) return null;
        return BinaryPrimitives.ReadUInt64BigEndian(echo[Header..]);
    }
}
