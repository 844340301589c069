using CloudNet.Agent.Udp.Peers;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>Room for what comes in with one call: some datagrams, each of up to 64 KB where the kernel has joined several.</summary>
internal sealed unsafe class InboundSlots
{
    /// <summary>How many datagrams.</summary>
    public const int Count = 16;

    // Of large ones only so many at once that they are still in the processor's cache when they are read again.
    private const int FewOfLarge = 4, Large = 128 * 1024;

    private const int Size = 64 * 1024, NameRoom = 32;
    private readonly MessageSlot[] slots = PinnedBytes.Make<MessageSlot>(Count);
    private readonly IoVector[] vectors = PinnedBytes.Make<IoVector>(Count);
    private readonly byte[] names = PinnedBytes.Make<byte>(Count * NameRoom);
    private readonly byte[] notes = PinnedBytes.Make<byte>(Count * ControlNote.Room);

    /// <summary>Room for them.</summary>
    public InboundSlots()
    {
        for (var at = 0; at < Count; at++) vectors[at] = new() { Base = PinnedBytes.At(Buffer, Offset(at)), Length = Size };
    }

    /// <summary>The bytes of all.</summary>
    public byte[] Buffer { get; } = PinnedBytes.Make<byte>(Count * Size);

    /// <summary>The first, for the kernel.</summary>
    public MessageSlot* First => PinnedBytes.At(slots, 0);

    /// <summary>How many to ask for, after what came last.</summary>
    public uint Wanted { get; private set; } = Count;

    /// <summary>Where the bytes of one begin.</summary>
    public static int Offset(int slot) => slot * Size;

    /// <summary>Makes all ready: the kernel writes over the lengths.</summary>
    public void Reset()
    {
        for (var at = 0; at < Count; at++)
            slots[at] = new()
            {
                Name = PinnedBytes.At(names, at * NameRoom), NameLength = PeerEndpoint.SocketLength,
                Vectors = PinnedBytes.At(vectors, at), VectorCount = 1,
                Control = PinnedBytes.At(notes, at * ControlNote.Room), ControlLength = ControlNote.Room,
            };
    }

    /// <summary>Takes note of how many came.</summary>
    public void Came(int count)
    {
        uint bytes = 0;
        foreach (ref readonly var slot in slots.AsSpan(0, count)) bytes += slot.Length;
        Wanted = (uint)(bytes > Large ? FewOfLarge : Count);
    }

    /// <summary>Who sent it, as a socket address.</summary>
    public ReadOnlySpan<byte> Sender(int slot) => names.AsSpan(slot * NameRoom, (int)Math.Min(slots[slot].NameLength, PeerEndpoint.SocketLength));

    /// <summary>How long it is, and how long the datagrams were that it was joined from; 0 where it was not.</summary>
    public (int Length, int Segment) Received(int slot) => (
        (int)Math.Min(slots[slot].Length, Size),
        ControlNote.Read(notes.AsSpan(slot * ControlNote.Room, (int)Math.Min(slots[slot].ControlLength, ControlNote.Room))));
}
