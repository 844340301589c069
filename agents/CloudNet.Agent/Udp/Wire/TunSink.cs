using CloudNet.Agent.Udp.Packets;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>Gives packets to the kernel through the TUN, in one call each and without a copy.</summary>
/// <param name="tun">The TUN.</param>
/// <param name="drops">Counts what it did not take; null where that is of no account.</param>
internal sealed unsafe class TunSink(TunDevice tun, DropCounters? drops) : IPacketSink
{
    private readonly VirtioHeader[] header = PinnedBytes.Make<VirtioHeader>(1);
    private readonly IoVector[] vectors = PinnedBytes.Make<IoVector>(Joiner.Most + 1);

    /// <inheritdoc/>
    public void Take(in VirtioHeader how, byte[] buffer, ReadOnlySpan<Piece> pieces)
    {
        header[0] = how;
        vectors[0] = new() { Base = (byte*)PinnedBytes.At(header, 0), Length = VirtioHeader.Size };
        var start = PinnedBytes.At(buffer, 0);
        for (var at = 0; at < pieces.Length; at++) vectors[at + 1] = new() { Base = start + pieces[at].Offset, Length = (nuint)pieces[at].Length };
        if (!tun.TryWrite(PinnedBytes.At(vectors, 0), pieces.Length + 1)) drops?.Count(DropReason.Undelivered, pieces.Length);
    }
}
