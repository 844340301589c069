using System.Runtime.InteropServices;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>A note that goes along with a datagram (<c>struct cmsghdr</c>): how long the segments are that it is to be cut into, or was joined from.</summary>
internal static class ControlNote
{
    /// <summary>Room for one.</summary>
    public const int Room = 64;

    /// <summary>Level, and the notes for sending and for receiving.</summary>
    public const int UdpLevel = 17, Cut = 103, Joined = 104;

    private const int Head = 16, CutLength = Head + sizeof(ushort), CutRoom = 24;

    /// <summary>Writes how long the segments are; the room that it takes.</summary>
    public static int Write(Span<byte> room, ushort segment)
    {
        MemoryMarshal.Write(room, (ulong)CutLength);
        MemoryMarshal.Write(room[8..], UdpLevel);
        MemoryMarshal.Write(room[12..], Cut);
        MemoryMarshal.Write(room[Head..], segment);
        return CutRoom;
    }

    /// <summary>Reads how long the segments were; 0 where nothing was joined. Total on any bytes.</summary>
    public static int Read(ReadOnlySpan<byte> notes)
    {
        while (notes.Length >= Head)
        {
            var length = MemoryMarshal.Read<ulong>(notes);
            if (length < Head || length > (ulong)notes.Length) return 0;
            if (MemoryMarshal.Read<int>(notes[8..]) == UdpLevel && MemoryMarshal.Read<int>(notes[12..]) == Joined && length >= Head + sizeof(int))
                return Math.Max(0, MemoryMarshal.Read<int>(notes[Head..]));
            notes = notes[Math.Min(notes.Length, ((int)length + 7) & ~7)..];
        }
        return 0;
    }
}
