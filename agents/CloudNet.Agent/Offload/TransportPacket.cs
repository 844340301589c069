using System.Buffers.Binary;
using System.Net;
using CloudNet.Agent.Udp.Packets;

namespace CloudNet.Agent.Offload;

/// <summary>
/// Packets of TCP and UDP with their checksums written in full, which a kernel leaves to the network card where it can (RFC 9293, 3.1; RFC 768; the sum of
/// both covers a header of addresses, length and protocol too: RFC 8200, 8.1). Pure.
/// </summary>
internal static class TransportPacket
{
    private const int TcpHeader = 20, UdpHeader = 8;
    private const byte Tcp = 6, Udp = 17, Syn = 2;

    /// <summary>A TCP segment that asks for a connection.</summary>
    public static byte[] Request(IPEndPoint from, IPEndPoint to, uint sequence)
    {
        var packet = Begin(TcpHeader, from, to);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), sequence);
        (packet[12], packet[13]) = (TcpHeader / 4 << 4, Syn);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(14), 1024);
        Checksum.Write(packet.AsSpan(16), Sum(packet, from.Address, to.Address, Tcp));
        return packet;
    }

    /// <summary>A UDP datagram without data.</summary>
    public static byte[] Datagram(IPEndPoint from, IPEndPoint to)
    {
        var packet = Begin(UdpHeader, from, to);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), UdpHeader);
        Checksum.WriteNotZero(packet.AsSpan(6), Sum(packet, from.Address, to.Address, Udp));
        return packet;
    }

    /// <summary>Whether what a raw socket got (with its header in IPv4, without in IPv6) is TCP between these ports, the other way.</summary>
    public static bool Answers(ReadOnlySpan<byte> received, IPEndPoint from, IPEndPoint to)
    {
        var isFour = from.Address.GetAddressBytes().Length == 4;
        if (received.Length < (isFour ? 40 : TcpHeader)) return false;
        var header = isFour ? (received[0] & 15) * 4 : 0;
        if (received.Length < header + TcpHeader) return false;
        var ports = received[header..];
        return BinaryPrimitives.ReadUInt16BigEndian(ports) == to.Port && BinaryPrimitives.ReadUInt16BigEndian(ports[2..]) == from.Port;
    }

    private static byte[] Begin(int length, IPEndPoint from, IPEndPoint to)
    {
        var packet = new byte[length];
        BinaryPrimitives.WriteUInt16BigEndian(packet, (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)to.Port);
        return packet;
    }

    private static ulong Sum(byte[] packet, IPAddress from, IPAddress to, byte protocol)
    {
        var begin = Checksum.Word(protocol) + Checksum.Word((ushort)packet.Length);
        return Checksum.Add(Checksum.Add(Checksum.Add(begin, from.GetAddressBytes()), to.GetAddressBytes()), packet);
    }
}
