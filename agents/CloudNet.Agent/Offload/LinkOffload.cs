using System.Net.Sockets;
using System.Runtime.InteropServices;
using CloudNet.Agent.Kernel;

namespace CloudNet.Agent.Offload;

/// <summary>A link's number, and whether checksums are left to what is below it: what <c>ethtool -K LINK tx off</c> ends (linux/ethtool.h).</summary>
/// <param name="make">Makes sockets of the host; a socket tells the kernel which one is meant.</param>
internal sealed class LinkOffload(Func<AddressFamily, SocketType, ProtocolType, Socket> make)
{
    private const ulong Ethtool = 0x8946; // SIOCETHTOOL
    private const uint SetSendChecksum = 0x17; // ETHTOOL_STXCSUM
    private readonly LinkNumbers links = new(make);

    /// <summary>The number of a link, which no other has had since the boot; null where there is no such link.</summary>
    public int? IndexOf(string link) => links.IndexOf(link);

    /// <summary>Has the kernel write checksums itself before a packet goes into a link.</summary>
    /// <returns>Whether it does.</returns>
    public unsafe bool End(string link)
    {
        Span<uint> value = [SetSendChecksum, 0];
        fixed (uint* at = value)
        {
            Span<byte> request = LinkNumbers.Request(link);
            MemoryMarshal.Write(request[LinkNumbers.NameLength..], (ulong)at);
            return links.Call(Ethtool, request);
        }
    }
}
