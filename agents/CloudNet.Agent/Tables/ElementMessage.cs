using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Tables;

namespace CloudNet.Agent.Tables;

/// <summary>
/// Messages of nftables (linux/netfilter/nf_tables.h) that tell the elements of a map or set. Read so because nft takes seconds to print what the kernel
/// tells in milliseconds. Pure; total on any bytes.
/// </summary>
internal static class ElementMessage
{
    /// <summary>Type of an answer that holds elements.</summary>
    public const ushort New = (Subsystem << 8) | 12;

    private const int Subsystem = 10, Get = 13, Family = 4;
    private const ushort Table = 1, Set = 2, Elements = 3, One = 1, Key = 1, Data = 2, Value = 1, Verdict = 2, Code = 1, Chain = 2;
    private const int Goto = -4, Jump = -3, Drop = 0, NameLength = 16;

    /// <summary>Asks for all elements of a map or set.</summary>
    public static byte[] List(TableKind table, string map) => NetlinkRequest.Of(
        Subsystem, Get, NetlinkRequest.Request | NetlinkRequest.All, table.Family,
        [.. NetlinkRequest.Attribute(Table, Text(table.Short)), .. NetlinkRequest.Attribute(Set, Text(map))]);

    /// <summary>Reads the elements that a message holds; one in a shape that CloudNet makes none of comes out with its bytes, which no plan has.</summary>
    public static void Read(in NetlinkMessage message, TableKind table, string map, ICollection<NftElement> into)
    {
        if (message.Type != New) return;
        var (keyShape, valueShape) = table.ShapeOf(map);
        var rest = message.Attribute(Family, Elements);
        while (NetlinkMessage.TryTakeAttribute(ref rest, out var type, out var element))
        {
            if (type != One) continue;
            var key = NetlinkMessage.Attribute(NetlinkMessage.Attribute(element, Key), Value);
            into.Add(new(map, Words(key, keyShape), Led(NetlinkMessage.Attribute(element, Data), valueShape)));
        }
    }

    private static string Led(ReadOnlySpan<byte> data, string shape)
    {
        var verdict = NetlinkMessage.Attribute(data, Verdict);
        if (verdict.IsEmpty) return NetlinkMessage.Attribute(data, Value) is { IsEmpty: false } value ? Words(value, shape) : "";
        var code = NetlinkMessage.Attribute(verdict, Code) is { Length: 4 } number ? BinaryPrimitives.ReadInt32BigEndian(number) : int.MinValue;
        var chain = Encoding.UTF8.GetString(NetlinkMessage.Attribute(verdict, Chain).TrimEnd((byte)0));
        return code switch { Goto => $"goto {chain}", Jump => $"jump {chain}", Drop => "drop", _ => $"verdict {code} {chain}" };
    }

    // Each is filled up to four bytes.
    private static string Words(ReadOnlySpan<byte> bytes, string shape)
    {
        var words = new List<string>(shape.Length);
        var rest = bytes;
        foreach (var field in shape)
        {
            var length = field is TableKind.Ipv6 or TableKind.Link ? NameLength : 4;
            if (rest.Length < length) return Convert.ToHexStringLower(bytes);
            words.Add(field switch
            {
                TableKind.Ipv4 or TableKind.Ipv6 => $"{new IPAddress(rest[..length])}",
                TableKind.Link => $"\"{Encoding.UTF8.GetString(rest[..length].TrimEnd((byte)0))}\"",
                TableKind.Protocol => Protocol(rest[0]),
                _ => BinaryPrimitives.ReadUInt16BigEndian(rest).ToString(CultureInfo.InvariantCulture),
            });
            rest = rest[length..];
        }
        return rest.IsEmpty ? string.Join(" . ", words) : Convert.ToHexStringLower(bytes);
    }

    private static string Protocol(byte number) => number switch
    {
        6 => "tcp",
        17 => "udp",
        132 => "sctp",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    private static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];
}
