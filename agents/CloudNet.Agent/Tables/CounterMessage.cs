using System.Buffers.Binary;
using System.Text;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Tables;

namespace CloudNet.Agent.Tables;

/// <summary>Messages of nftables (linux/netfilter/nf_tables.h) that tell the counters of a table. Pure; total on any bytes.</summary>
internal static class CounterMessage
{
    /// <summary>Type of an answer that holds a counter.</summary>
    public const ushort New = (Subsystem << 8) | 18;

    private const int Subsystem = 10, Get = 19, Family = 4;
    private const ushort Table = 1, Name = 2, Kind = 3, Data = 4, Counter = 1, Bytes = 1, Packets = 2;

    /// <summary>Asks for all counters of a table.</summary>
    public static byte[] List(TableKind table) => NetlinkRequest.Of(
        Subsystem, Get, NetlinkRequest.Request | NetlinkRequest.All, table.Family,
        [.. NetlinkRequest.Attribute(Table, [.. Encoding.UTF8.GetBytes(table.Short), 0]), .. NetlinkRequest.Attribute(Kind, 0, 0, 0, (byte)Counter)]);

    /// <summary>Reads the counter that a message holds; null where it holds none.</summary>
    public static NftCounter? Read(in NetlinkMessage message)
    {
        if (message.Type != New || message.Attribute(Family, Name) is not { IsEmpty: false } name) return null;
        var data = message.Attribute(Family, Data);
        return new(Encoding.UTF8.GetString(name.TrimEnd((byte)0)), Number(NetlinkMessage.Attribute(data, Packets)), Number(NetlinkMessage.Attribute(data,
            Bytes)));
    }

    private static long Number(ReadOnlySpan<byte> value) => value.Length == 8 ? (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(value), long.MaxValue) : 0;
}
