using System.Buffers.Binary;

namespace CloudNet.Agent.Udp.Packets;

/// <summary>
/// Joins packets that follow each other in one flow to one, which the kernel takes at the price of one; what it cuts again is what
/// came in. The packets stay where they are in the buffer: the headers of the first are made those of the whole in place, and only
/// the places of the payloads are kept. One at a time, in the order of arrival, which is kept. Pure but for the buffer.
/// </summary>
/// <param name="buffer">Where the packets are.</param>
/// <param name="sink">Takes what came of them.</param>
/// <param name="udp">Whether the kernel can cut UDP.</param>
internal sealed class Joiner(byte[] buffer, IPacketSink sink, bool udp)
{
    /// <summary>Most packets that are joined.</summary>
    public const int Most = 128, MostOfUdp = 64;

    private readonly Piece[] pieces = new Piece[Most];
    private Segment first;
    private int count;
    private int total;
    private uint next;
    private bool open;
    private byte ending;

    /// <summary>Takes the next packet.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="head">Its header.</param>
    public void Add(Piece place, in IpHead head)
    {
        Segment segment = default;
        if (!(udp || head.Protocol == IpHead.Tcp) || !Segment.TryRead(buffer.AsSpan(place.Offset, place.Length), head, out segment))
        {
            Flush();
            pieces[0] = place;
            sink.Take(default, buffer, pieces.AsSpan(0, 1));
        }
        else if (Follows(place, segment)) Join(place, segment);
        else Begin(place, segment);
    }

    /// <summary>Hands over what is held back; the buffer may be used anew afterwards.</summary>
    public void Flush()
    {
        if (count == 0) return;
        var how = count > 1 ? Complete() : default;
        sink.Take(how, buffer, pieces.AsSpan(0, count));
        count = 0;
    }

    private bool Follows(Piece place, in Segment segment) =>
        count > 0 && open && count < (first.IsTcp ? Most : MostOfUdp)
        && segment.Payload <= first.Payload && total + segment.Payload <= ushort.MaxValue
        && (!first.IsTcp || segment.Sequence == next)
        && JoinRules.Follow(buffer.AsSpan(pieces[0].Offset), first, count, buffer.AsSpan(place.Offset), segment);

    private void Begin(Piece place, in Segment segment)
    {
        Flush();
        pieces[0] = place;
        (first, count, total, ending, open) = (segment, 1, place.Length, 0, true);
        Went(segment);
    }

    private void Join(Piece place, in Segment segment)
    {
        pieces[count++] = new(place.Offset + segment.Headers, segment.Payload);
        total += segment.Payload;
        ending |= (byte)(segment.Flags & (Segment.Fin | Segment.Push));
        Went(segment);
    }

    private void Went(in Segment segment)
    {
        next = segment.Sequence + (uint)segment.Payload;
        open = segment.Payload == first.Payload && (segment.Flags & (Segment.Fin | Segment.Push)) == 0;
    }

    private VirtioHeader Complete()
    {
        var headers = buffer.AsSpan(pieces[0].Offset, first.Headers);
        var protocol = first.IsTcp ? IpHead.Tcp : IpHead.Udp;
        CompleteIp(headers);
        if (first.IsTcp) headers[first.Transport + 13] |= ending;
        else BinaryPrimitives.WriteUInt16BigEndian(headers[(first.Transport + 4)..], (ushort)(total - first.Transport));
        var offset = first.IsTcp ? 16 : 6;
        var addresses = first.IsSix ? headers[8..40] : headers[12..20];
        var sum = Checksum.Add(Checksum.Word((ushort)(total - first.Transport)) + Checksum.Word(protocol), addresses);
        Checksum.WriteSum(headers[(first.Transport + offset)..], sum);
        var cwr = first.IsTcp && (first.Flags & Segment.Cwr) != 0 ? VirtioHeader.Ecn : (byte)0;
        return new()
        {
            Flags = VirtioHeader.NeedsChecksum,
            Kind = (byte)((!first.IsTcp ? VirtioHeader.Udp : first.IsSix ? VirtioHeader.Tcp6 : VirtioHeader.Tcp4) | cwr),
            HeaderLength = (ushort)first.Headers,
            SegmentSize = (ushort)first.Payload,
            ChecksumStart = (ushort)first.Transport,
            ChecksumOffset = (ushort)offset,
        };
    }

    private void CompleteIp(Span<byte> headers)
    {
        if (first.IsSix)
        {
            BinaryPrimitives.WriteUInt16BigEndian(headers[4..], (ushort)(total - IpHead.SixLength));
            return;
        }
        BinaryPrimitives.WriteUInt16BigEndian(headers[2..], (ushort)total);
        headers.Slice(10, 2).Clear();
        Checksum.Write(headers[10..], Checksum.Add(0, headers[..IpHead.FourLength]));
    }
}
