using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Udp.Peers;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>
/// The UDP socket on the underlay. What it sends is never fragmented: a packet costs 20 bytes (IPv4) or 40 (IPv6), and 8 of UDP, and
/// has to fit the way to the peer with these.
/// </summary>
internal sealed class UnderlaySocket : IDisposable
{
    private const int Ip = 0, IpMtuDiscover = 10, IpMtu = 14, IpFreeBind = 15, NeverFragment = 2;
    private const int Ip6 = 41, Ip6MtuDiscover = 23, Ip6Mtu = 24, Ip6DoNotFragment = 62;
    private const int SocketLevel = 1, SendBufferForce = 32, ReceiveBufferForce = 33, Buffer = 8 << 20;
    private readonly Socket socket;
    private readonly IPAddress local;

    /// <summary>Opens it.</summary>
    /// <exception cref="KernelException">The port is somebody else's.</exception>
    public UnderlaySocket(IPAddress local, ushort port)
    {
        this.local = local;
        socket = Make();
        try
        {
            Set(SocketLevel, SendBufferForce, Buffer);
            Set(SocketLevel, ReceiveBufferForce, Buffer);
            // Without it each datagram comes by itself, which is slower and nothing else.
            Set(ControlNote.UdpLevel, ControlNote.Joined, 1);
            HasAddress = Bind(local, port);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The file descriptor.</summary>
    public int Descriptor => (int)socket.Handle;

    /// <summary>Whether this host had the local address when it was opened.</summary>
    public bool HasAddress { get; }

    /// <summary>Bytes that a packet costs.</summary>
    public int Overhead => IsSix ? 48 : 28;

    private bool IsSix => local.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Longest IP packet that the way to a peer takes, as the kernel knows by now; null where there is no way.</summary>
    public int? PathMtu(PeerEndpoint peer)
    {
        try
        {
            using var probe = Make();
            probe.Bind(new IPEndPoint(local, 0));
            probe.Connect(new IPEndPoint(peer.Ip, peer.Port));
            Span<byte> mtu = stackalloc byte[sizeof(int)];
            probe.GetRawSocketOption(IsSix ? Ip6 : Ip, IsSix ? Ip6Mtu : IpMtu, mtu);
            return BitConverter.ToInt32(mtu);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private Socket Make()
    {
        var made = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        if (IsSix) made.DualMode = false;
        Set(made, IsSix ? Ip6 : Ip, IsSix ? Ip6MtuDiscover : IpMtuDiscover, NeverFragment);
        if (IsSix) Set(made, Ip6, Ip6DoNotFragment, 1);
        return made;
    }

    // Where the address is not there yet, or for the time being, packets wait for it, not this process.
    private bool Bind(IPAddress local, ushort port)
    {
        var end = new IPEndPoint(local, port);
        try
        {
            socket.Bind(end);
            return true;
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            Set(Ip, IpFreeBind, 1);
            socket.Bind(end);
            return false;
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new KernelException($"UDP port {port} of {local} is another process's ('ss -lunp sport = {port}' names it). End it, or give another --port.");
        }
    }

    private void Set(int level, int name, int value) => Set(socket, level, name, value);

    private static void Set(Socket socket, int level, int name, int value)
    {
        try
        {
            socket.SetRawSocketOption(level, name, BitConverter.GetBytes(value));
        }
        catch (SocketException)
        {
            // What an old kernel has not, or a container may not: packets are carried all the same.
        }
    }
}
