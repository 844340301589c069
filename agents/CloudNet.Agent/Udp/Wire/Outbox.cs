using CloudNet.Agent.Udp.Peers;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>Packets that wait to be sent, laid out so that those of one peer and one length go out in one message. Pure.</summary>
internal sealed class Outbox
{
    /// <summary>Bytes that it holds.</summary>
    public const int Size = 256 * 1024;

    /// <summary>Most messages.</summary>
    public const int Most = 64;

    /// <summary>What the kernel takes of one message: segments (UDP_MAX_SEGMENTS of older kernels), and bytes in one datagram.</summary>
    public const int MostSegments = 64, LongestMessage = 65_400;

    private readonly Run[] runs = new Run[Most];
    private int used;
    private int count;

    /// <summary>The packets.</summary>
    public byte[] Buffer { get; } = PinnedBytes.Make<byte>(Size);

    /// <summary>The messages.</summary>
    public ReadOnlySpan<Run> Runs => runs.AsSpan(0, count);

    /// <summary>Bytes that wait.</summary>
    public int Used => used;

    /// <summary>Whether the kernel cuts messages; where it does not, each packet is one.</summary>
    public bool Cuts { get; set; } = true;

    /// <summary>Room for a packet; none where what is there has to be sent first.</summary>
    public bool TryReserve(int length, out Span<byte> room)
    {
        var fits = length <= Size - used && count < Most;
        room = fits ? Buffer.AsSpan(used, length) : default;
        return fits;
    }

    /// <summary>Keeps the packet that was written into the room.</summary>
    public void Keep(Peer peer, int length)
    {
        if (count > 0 && Extends(ref runs[count - 1], peer, length))
        {
            runs[count - 1].Length += length;
            runs[count - 1].Count++;
        }
        else runs[count++] = new() { Peer = peer, Offset = used, Length = length, Segment = length, Count = 1 };
        used += length;
    }

    /// <summary>Forgets what was sent.</summary>
    public void Clear()
    {
        Array.Clear(runs, 0, count);
        (used, count) = (0, 0);
    }

    // A shorter one ends a message.
    private bool Extends(ref Run last, Peer peer, int length) =>
        Cuts && last.Peer == peer && length <= last.Segment && last.Count < MostSegments
        && last.Length + length <= LongestMessage && last.Length == last.Count * last.Segment;
}
