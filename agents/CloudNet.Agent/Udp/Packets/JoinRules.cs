using System.Buffers.Binary;

namespace CloudNet.Agent.Udp.Packets;

/// <summary>
/// Whether the headers of a packet follow those of a first one so that the kernel, cutting both as one, makes the same two again:
/// the rules of its own joining (GRO). Pure.
/// </summary>
internal static class JoinRules
{
    private const byte MayDiffer = Segment.Fin | Segment.Push | Segment.Cwr;

    /// <summary>Whether they follow.</summary>
    /// <param name="first">The first packet.</param>
    /// <param name="head">What it is.</param>
    /// <param name="number">How many are joined by now.</param>
    /// <param name="next">The next packet.</param>
    /// <param name="segment">What it is.</param>
    public static bool Follow(ReadOnlySpan<byte> first, in Segment head, int number, ReadOnlySpan<byte> next, in Segment segment)
    {
        if (head.IsSix != segment.IsSix || head.IsTcp != segment.IsTcp || head.Headers != segment.Headers) return false;
        if (head.IsSix ? !SixFollows(first, next) : !FourFollows(first, number, next)) return false;
        var one = first[head.Transport..head.Headers];
        var other = next[head.Transport..head.Headers];
        return head.IsTcp ? TcpFollows(one, other, segment) : one[..4].SequenceEqual(other[..4]);
    }

    // All but length and checksum; the identification counts on, as it does when a packet is cut.
    private static bool FourFollows(ReadOnlySpan<byte> first, int number, ReadOnlySpan<byte> next) =>
        first[..2].SequenceEqual(next[..2])
        && first[6..10].SequenceEqual(next[6..10])
        && first[12..20].SequenceEqual(next[12..20])
        && (ushort)(BinaryPrimitives.ReadUInt16BigEndian(first[4..]) + number) == BinaryPrimitives.ReadUInt16BigEndian(next[4..]);

    private static bool SixFollows(ReadOnlySpan<byte> first, ReadOnlySpan<byte> next) =>
        first[..4].SequenceEqual(next[..4]) && first[6..40].SequenceEqual(next[6..40]);

    // Ports, acknowledgement, window and options are the same; the sequence number is looked at by the joiner.
    private static bool TcpFollows(ReadOnlySpan<byte> first, ReadOnlySpan<byte> next, in Segment segment) =>
        (segment.Flags & Segment.Cwr) == 0
        && first[..4].SequenceEqual(next[..4])
        && first[8..13].SequenceEqual(next[8..13])
        && ((first[13] ^ next[13]) & ~MayDiffer) == 0
        && first[14..16].SequenceEqual(next[14..16])
        && first[18..].SequenceEqual(next[18..]);
}
