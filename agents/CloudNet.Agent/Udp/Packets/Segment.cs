using System.Buffers.Binary;

namespace CloudNet.Agent.Udp.Packets;

/// <summary>A packet that may be one of several that are joined to one. Pure; total on any bytes.</summary>
internal readonly struct Segment
{
    /// <summary>Marks of TCP: no more data, and hand it over now.</summary>
    public const byte Fin = 0x01, Push = 0x08, Cwr = 0x80;

    private const byte SynResetUrgent = 0x26;

    private Segment(bool six, bool tcp, int transport, int headers, int payload, uint sequence, byte flags) =>
        (IsSix, IsTcp, Transport, Headers, Payload, Sequence, Flags) = (six, tcp, transport, headers, payload, sequence, flags);

    /// <summary>Whether it is IPv6.</summary>
    public bool IsSix { get; }

    /// <summary>Whether it is TCP, and not UDP.</summary>
    public bool IsTcp { get; }

    /// <summary>Where the transport header begins.</summary>
    public int Transport { get; }

    /// <summary>Length of all headers.</summary>
    public int Headers { get; }

    /// <summary>Length of the payload, at least 1.</summary>
    public int Payload { get; }

    /// <summary>Sequence number of TCP.</summary>
    public uint Sequence { get; }

    /// <summary>Marks of TCP.</summary>
    public byte Flags { get; }

    /// <summary>
    /// Reads one; false for what is carried alone: other protocols, fragments, IP options, TCP without payload or with marks that
    /// stand by themselves, and whatever has a wrong checksum, which joining would make right.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, in IpHead head, out Segment segment)
    {
        segment = default;
        if (head.IsFragment || (!head.IsSix && head.Length != IpHead.FourLength)) return false;
        var transport = packet[head.Length..];
        var joinable = head.Protocol switch
        {
            IpHead.Tcp => TryReadTcp(transport, head, out segment),
            IpHead.Udp => TryReadUdp(transport, head, out segment),
            _ => false,
        };
        if (!joinable || (!head.IsSix && Checksum.Fold(Checksum.Add(0, packet[..head.Length])) != 0xffff)) return false;
        return Checksum.Fold(Checksum.Add(head.PseudoSum(packet, head.Protocol, transport.Length), transport)) == 0xffff;
    }

    private static bool TryReadTcp(ReadOnlySpan<byte> transport, in IpHead head, out Segment segment)
    {
        segment = default;
        if (transport.Length <= 20) return false;
        var length = (transport[12] >> 4) * 4;
        if (length < 20 || length >= transport.Length || (transport[13] & SynResetUrgent) != 0) return false;
        var sequence = BinaryPrimitives.ReadUInt32BigEndian(transport[4..]);
        segment = new(head.IsSix, true, head.Length, head.Length + length, transport.Length - length, sequence, transport[13]);
        return true;
    }

    private static bool TryReadUdp(ReadOnlySpan<byte> transport, in IpHead head, out Segment segment)
    {
        segment = default;
        if (transport.Length <= 8 || BinaryPrimitives.ReadUInt16BigEndian(transport[4..]) != transport.Length) return false;
        if (transport[6] == 0 && transport[7] == 0) return false; // Without a checksum; cut again it would have one.
        segment = new(head.IsSix, false, head.Length, head.Length + 8, transport.Length - 8, 0, 0);
        return true;
    }
}
