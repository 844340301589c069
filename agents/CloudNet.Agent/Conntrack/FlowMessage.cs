using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Kernel;
using static CloudNet.Agent.Kernel.NetlinkRequest;

namespace CloudNet.Agent.Conntrack;

/// <summary>Messages of ctnetlink (linux/netfilter/nfnetlink_conntrack.h): all flows of a family, and the end of one. Pure; total on any bytes.</summary>
internal static class FlowMessage
{
    /// <summary>Type of an answer that holds a flow.</summary>
    public const ushort New = Subsystem << 8;

    private const int Subsystem = 1, Get = 1, Delete = 2;
    private const int Family = 4;
    private const ushort Original = 1, Reply = 2, Ip = 1, Transport = 2, Protocol = 1, SourcePort = 2, DestinationPort = 3;

    /// <summary>Asks for all flows of a family.</summary>
    public static byte[] List(AddressFamily family) => NetlinkRequest.Of(Subsystem, Get, NetlinkRequest.Request | NetlinkRequest.All, Number(family));

    /// <summary>Has the kernel forget a flow.</summary>
    public static byte[] Forget(Flow flow)
    {
        byte[] tuple =
        [
            .. Attribute(Ip | Nested, [.. Address(flow.From.Address, 1), .. Address(flow.To.Address, 2)]),
            .. Attribute(Transport | Nested, [.. Attribute(Protocol, [flow.Protocol]), .. Port(SourcePort, flow.From), .. Port(DestinationPort, flow.To)]),
        ];
        return NetlinkRequest.Of(
            Subsystem, Delete, NetlinkRequest.Request | NetlinkRequest.Acknowledge, Number(flow.From.AddressFamily), Attribute(Original | Nested, tuple));
    }

    /// <summary>Reads a flow; false where the message holds none with ports.</summary>
    public static bool TryRead(in NetlinkMessage message, out Flow flow)
    {
        flow = default;
        if (message.Type != New || !TryTuple(message.Attribute(Family, Original), out var protocol, out var from, out var to)
            || !TryTuple(message.Attribute(Family, Reply), out _, out var answering, out var answered)) return false;
        flow = new(protocol, from, to, answering, answered);
        return true;
    }

    private static bool TryTuple(ReadOnlySpan<byte> tuple, out byte protocol, out IPEndPoint from, out IPEndPoint to)
    {
        (protocol, from, to) = (0, null!, null!);
        var ip = NetlinkMessage.Attribute(tuple, Ip);
        var transport = NetlinkMessage.Attribute(tuple, Transport);
        var number = NetlinkMessage.Attribute(transport, Protocol);
        var source = NetlinkMessage.Attribute(transport, SourcePort);
        var destination = NetlinkMessage.Attribute(transport, DestinationPort);
        if (number.IsEmpty || source.Length < 2 || destination.Length < 2) return false;
        if (AddressIn(ip, 1) is not { } one || AddressIn(ip, 2) is not { } other) return false;
        protocol = number[0];
        (from, to) = (new(one, BinaryPrimitives.ReadUInt16BigEndian(source)), new(other, BinaryPrimitives.ReadUInt16BigEndian(destination)));
        return true;
    }

    // CTA_IP_V4_SRC and _DST are 1 and 2, those of IPv6 3 and 4.
    private static IPAddress? AddressIn(ReadOnlySpan<byte> ip, ushort which)
    {
        var four = NetlinkMessage.Attribute(ip, which);
        if (four.Length == 4) return new(four);
        var six = NetlinkMessage.Attribute(ip, (ushort)(which + 2));
        return six.Length == 16 ? new(six) : null;
    }

    private static byte[] Address(IPAddress address, int which) => address.GetAddressBytes() is { Length: 4 } four
        ? Attribute(which, four)
        : Attribute(which + 2, address.GetAddressBytes());

    private static byte[] Port(int type, IPEndPoint end) => Attribute(type, [(byte)(end.Port >> 8), (byte)end.Port]);

    // AF_INET and AF_INET6 of the kernel, which .NET counts otherwise.
    private static byte Number(AddressFamily family) => (byte)(family == AddressFamily.InterNetwork ? 2 : 10);
}
