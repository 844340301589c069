using System.Buffers.Binary;

namespace CloudNet.Agent.Udp.Packets;

/// <summary>
/// Cuts a packet that the kernel left whole (TSO, USO) into the segments that it stands for, each complete with its checksums, as
/// the kernel's own segmentation would. All are of one length but the last. Pure; total on any bytes.
/// </summary>
internal readonly ref struct Cut
{
    private const int TcpLength = 20, UdpLength = 8, LongestTcp = 60;
    private const int SequenceAt = 4, FlagsAt = 13, TcpChecksumAt = 16, UdpLengthAt = 4, UdpChecksumAt = 6;
    private const byte FinAndPush = 0x09, Cwr = 0x80;

    private readonly ReadOnlySpan<byte> packet;
    private readonly IpHead head;
    private readonly bool tcp;
    private readonly int transport;
    private readonly int headers;
    private readonly int size;

    private Cut(ReadOnlySpan<byte> packet, in IpHead head, bool tcp, int transport, int headers, int size)
    {
        this.packet = packet;
        (this.head, this.tcp) = (head, tcp);
        (this.transport, this.headers, this.size) = (transport, headers, size);
        Count = (packet.Length - headers + size - 1) / size;
    }

    /// <summary>How many segments there are.</summary>
    public int Count { get; }

    /// <summary>Length of each but the last, which may be shorter.</summary>
    public int SegmentLength => headers + size;

    /// <summary>Looks how a packet is to be cut; false where header and packet do not agree.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, in IpHead head, in VirtioHeader how, out Cut cut)
    {
        cut = default;
        var tcp = how.Cut is VirtioHeader.Tcp4 or VirtioHeader.Tcp6;
        if (!tcp && how.Cut != VirtioHeader.Udp) return false;
        if (tcp && how.Cut == VirtioHeader.Tcp6 != head.IsSix) return false;
        if (!head.IsSix && (head.IsFragment || head.Protocol != (tcp ? IpHead.Tcp : IpHead.Udp))) return false;
        var transport = (int)how.ChecksumStart;
        // IPv6 may have extensions between; in IPv4 the transport follows the header.
        if (head.IsSix ? transport < head.Length : transport != head.Length) return false;
        if (packet.Length < transport + (tcp ? TcpLength : UdpLength)) return false;
        var headers = transport + (tcp ? (packet[transport + 12] >> 4) * 4 : UdpLength);
        if (tcp && (headers < transport + TcpLength || headers > transport + LongestTcp)) return false;
        if (how.SegmentSize == 0 || packet.Length <= headers) return false;
        cut = new(packet, head, tcp, transport, headers, Math.Min(how.SegmentSize, packet.Length - headers));
        return true;
    }

    /// <summary>Length of a segment.</summary>
    public int LengthOf(int index) => Math.Min(SegmentLength, packet.Length - (index * size));

    /// <summary>Writes a segment into room of its length.</summary>
    public void Write(int index, Span<byte> into)
    {
        packet[..headers].CopyTo(into);
        packet.Slice(headers + (index * size), into.Length - headers).CopyTo(into[headers..]);
        WriteIp(index, into);
        if (tcp) WriteTcp(index, into[transport..]);
        else BinaryPrimitives.WriteUInt16BigEndian(into[(transport + UdpLengthAt)..], (ushort)(into.Length - transport));
        var field = into.Slice(transport + (tcp ? TcpChecksumAt : UdpChecksumAt), 2);
        field.Clear();
        var sum = Checksum.Add(head.PseudoSum(packet, tcp ? IpHead.Tcp : IpHead.Udp, into.Length - transport), into[transport..]);
        if (tcp) Checksum.Write(field, sum);
        else Checksum.WriteNotZero(field, sum);
    }

    private void WriteIp(int index, Span<byte> into)
    {
        if (head.IsSix)
        {
            BinaryPrimitives.WriteUInt16BigEndian(into[4..], (ushort)(into.Length - IpHead.SixLength));
            return;
        }
        BinaryPrimitives.WriteUInt16BigEndian(into[2..], (ushort)into.Length);
        BinaryPrimitives.WriteUInt16BigEndian(into[4..], (ushort)(BinaryPrimitives.ReadUInt16BigEndian(packet[4..]) + index));
        var field = into.Slice(10, 2);
        field.Clear();
        Checksum.Write(field, Checksum.Add(0, into[..head.Length]));
    }

    // FIN and PSH belong to the end of what was whole, CWR to its beginning.
    private void WriteTcp(int index, Span<byte> into)
    {
        var sequence = BinaryPrimitives.ReadUInt32BigEndian(into[SequenceAt..]) + (uint)(index * size);
        BinaryPrimitives.WriteUInt32BigEndian(into[SequenceAt..], sequence);
        if (index < Count - 1) into[FlagsAt] &= unchecked((byte)~FinAndPush);
        if (index > 0) into[FlagsAt] &= unchecked((byte)~Cwr);
    }
}
