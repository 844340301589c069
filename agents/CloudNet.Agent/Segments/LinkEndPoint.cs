using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Segments;

/// <summary>A link, for a packet socket: <c>struct sockaddr_ll</c> of packet(7).</summary>
/// <param name="index">Number of the link.</param>
/// <param name="type">EtherType of the frames.</param>
internal sealed class LinkEndPoint(int index, ushort type) : EndPoint
{
    private const int Length = 20, MacLength = 6;

    /// <inheritdoc/>
    public override AddressFamily AddressFamily => AddressFamily.Packet;

    /// <summary>A protocol as a packet socket is made with it: in the network's order.</summary>
    public static ProtocolType Protocol(ushort type) => (ProtocolType)BinaryPrimitives.ReverseEndianness(type);

    /// <inheritdoc/>
    public override SocketAddress Serialize()
    {
        var address = new SocketAddress(AddressFamily.Packet, Length);
        var bytes = address.Buffer.Span;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], type);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], index);
        bytes[11] = MacLength;
        return address;
    }
}
