using System.Runtime.InteropServices;

namespace CloudNet.Agent.Kernel;

/// <summary>One message of a netlink datagram: a header of 16 bytes, then a body that begins with a fixed part.</summary>
internal readonly ref struct NetlinkMessage
{
    private const int HeaderLength = 16;
    private const int AttributeHeaderLength = 4;

    // Without the marks that it has attributes in it, or a number in the network's order (NLA_TYPE_MASK of linux/netlink.h).
    private const int TypeBits = 0x3fff;

    private NetlinkMessage(ReadOnlySpan<byte> whole)
    {
        Type = MemoryMarshal.Read<ushort>(whole[4..]);
        Flags = MemoryMarshal.Read<ushort>(whole[6..]);
        Body = whole[HeaderLength..];
    }

    /// <summary>What it is about.</summary>
    public ushort Type { get; }

    /// <summary>Flags of the header.</summary>
    public ushort Flags { get; }

    /// <summary>All after the header.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Takes the first message off a datagram; false where no whole one is left.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> datagram, out NetlinkMessage message)
    {
        message = default;
        if (datagram.Length < HeaderLength) return false;
        var length = MemoryMarshal.Read<int>(datagram);
        if (length < HeaderLength || length > datagram.Length) return false;
        message = new(datagram[..length]);
        datagram = datagram[Math.Min(Aligned(length), datagram.Length)..];
        return true;
    }

    /// <summary>The value of an attribute after a fixed part of this length; empty where it is not there.</summary>
    public ReadOnlySpan<byte> Attribute(int fixedLength, ushort type) => Attribute(Body.Length > fixedLength ? Body[fixedLength..] : default, type);

    /// <summary>The value of one of these attributes; empty where it is not there.</summary>
    public static ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> rest, ushort type)
    {
        while (TryTakeAttribute(ref rest, out var found, out var value))
            if (found == type) return value;
        return default;
    }

    /// <summary>Takes the first attribute off; false where no whole one is left.</summary>
    public static bool TryTakeAttribute(scoped ref ReadOnlySpan<byte> rest, out ushort type, out ReadOnlySpan<byte> value)
    {
        type = 0;
        value = default;
        if (rest.Length < AttributeHeaderLength) return false;
        var length = MemoryMarshal.Read<ushort>(rest);
        if (length < AttributeHeaderLength || length > rest.Length) return false;
        type = (ushort)(MemoryMarshal.Read<ushort>(rest[2..]) & TypeBits);
        value = rest[AttributeHeaderLength..length];
        rest = rest[Math.Min(Aligned(length), rest.Length)..];
        return true;
    }

    /// <summary>A number of the fixed part.</summary>
    public int Int32At(int offset) => Body.Length >= offset + 4 ? MemoryMarshal.Read<int>(Body[offset..]) : 0;

    /// <summary>A number of the fixed part.</summary>
    public ushort UInt16At(int offset) => Body.Length >= offset + 2 ? MemoryMarshal.Read<ushort>(Body[offset..]) : (ushort)0;

    /// <summary>A number of the fixed part.</summary>
    public byte ByteAt(int offset) => Body.Length > offset ? Body[offset] : (byte)0;

    private static int Aligned(int length) => (length + 3) & ~3;
}
