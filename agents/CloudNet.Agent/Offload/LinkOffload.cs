using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using CloudNet.Agent.Kernel;

namespace CloudNet.Agent.Offload;

/// <summary>A link's number, and whether checksums are left to what is below it: what <c>ethtool -K LINK tx off</c> ends (linux/ethtool.h).</summary>
/// <param name="make">Makes sockets of the host; a socket tells the kernel which one is meant.</param>
internal sealed partial class LinkOffload(Func<AddressFamily, SocketType, ProtocolType, Socket> make)
{
    private const ulong GetIndex = 0x8933; // SIOCGIFINDEX, linux/sockios.h
    private const ulong Ethtool = 0x8946; // SIOCETHTOOL
    private const uint SetSendChecksum = 0x17; // ETHTOOL_STXCSUM
    private const int NameLength = 16; // IFNAMSIZ

    /// <summary>The number of a link, which no other has had since the boot; null where there is no such link.</summary>
    public int? IndexOf(string link)
    {
        Span<byte> request = Request(link);
        return Call(GetIndex, request) ? BinaryPrimitives.ReadInt32LittleEndian(request[NameLength..]) : null;
    }

    /// <summary>Has the kernel write checksums itself before a packet goes into a link.</summary>
    /// <returns>Whether it does.</returns>
    public unsafe bool End(string link)
    {
        Span<uint> value = [SetSendChecksum, 0];
        fixed (uint* at = value)
        {
            Span<byte> request = Request(link);
            MemoryMarshal.Write(request[NameLength..], (ulong)at);
            return Call(Ethtool, request);
        }
    }

    // struct ifreq of linux/if.h: a name, and 24 bytes of which each call takes what it needs.
    private static byte[] Request(string link)
    {
        var request = new byte[NameLength + 24];
        Encoding.ASCII.GetBytes(link, request.AsSpan(0, NameLength - 1));
        return request;
    }

    private bool Call(ulong what, Span<byte> request)
    {
        using var socket = make(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        return Libc.Control((int)socket.Handle, what, request) == 0;
    }
}
