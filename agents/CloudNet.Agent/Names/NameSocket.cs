using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Names;

/// <summary>
/// Makes the sockets that questions come in by. They are bound to an address that may come later, and stay bound where it goes and comes back.
/// </summary>
/// <param name="make">Makes sockets; in another namespace in tests.</param>
internal sealed class NameSocket(Func<AddressFamily, SocketType, ProtocolType, Socket> make)
{
    private const int Ip = 0, FreeBind = 15; // IPPROTO_IP, IP_FREEBIND: ip(7)
    private const int Ipv6 = 41, FreeBind6 = 78; // IPPROTO_IPV6, IPV6_FREEBIND: linux/in6.h

    /// <summary>A socket that is bound.</summary>
    /// <exception cref="SocketException">Somebody else has the port.</exception>
    public Socket Bind(IPEndPoint at, SocketType kind)
    {
        var (level, option) = at.AddressFamily == AddressFamily.InterNetwork ? (Ip, FreeBind) : (Ipv6, FreeBind6);
        var socket = make(at.AddressFamily, kind, kind == SocketType.Dgram ? ProtocolType.Udp : ProtocolType.Tcp);
        try
        {
            socket.SetRawSocketOption(level, option, BitConverter.GetBytes(1));
            // Connections of an agent before this one may still be closing.
            if (kind == SocketType.Stream) socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(at);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
