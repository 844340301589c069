using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Kernel;

/// <summary>What the kernel says of a link by its name, at the price of one call each (netdevice(7)).</summary>
/// <param name="make">Makes sockets of the host; a socket tells the kernel which one is meant.</param>
internal sealed class LinkNumbers(Func<AddressFamily, SocketType, ProtocolType, Socket> make)
{
    private const ulong GetIndex = 0x8933, GetHardware = 0x8927; // SIOCGIFINDEX and SIOCGIFHWADDR, linux/sockios.h

    /// <summary>Bytes of a link's name in a request: IFNAMSIZ of linux/if.h.</summary>
    public const int NameLength = 16;

    /// <summary>The number of a link, which no other has had since the boot; null where there is no such link.</summary>
    public int? IndexOf(string link) => Call(GetIndex, link) is { } answer ? BinaryPrimitives.ReadInt32LittleEndian(answer.AsSpan(NameLength)) : null;

    /// <summary>A link's MAC; null where there is no such link.</summary>
    public MacAddress? MacOf(string link) =>
        // Behind the family of struct sockaddr.
        Call(GetHardware, link) is { } answer ? new(BinaryPrimitives.ReadUInt64BigEndian(answer.AsSpan(NameLength + 2)) >> 16) : null;

    /// <summary><c>struct ifreq</c> of linux/if.h: a name, and 24 bytes of which each call takes what it needs.</summary>
    public static byte[] Request(string link)
    {
        var request = new byte[NameLength + 24];
        Encoding.ASCII.GetBytes(link, request.AsSpan(0, NameLength - 1));
        return request;
    }

    /// <summary>Makes a call; false where the kernel refuses it.</summary>
    public bool Call(ulong what, Span<byte> request)
    {
        using var socket = make(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        return Libc.Control((int)socket.Handle, what, request) == 0;
    }

    private byte[]? Call(ulong what, string link)
    {
        var request = Request(link);
        return Call(what, request) ? request : null;
    }
}
