using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Cli;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Udp.Peers;

/// <summary>Where a peer is on the underlay.</summary>
/// <param name="Address">Its address as a number, as in <see cref="AddressNumber"/>.</param>
/// <param name="Port">Its port.</param>
internal readonly record struct PeerEndpoint(UInt128 Address, ushort Port)
{
    /// <summary>Longest socket address: <c>struct sockaddr_in6</c>.</summary>
    public const int SocketLength = 28;

    private const int FourFamily = 2, SixFamily = 10;

    /// <summary>Its address.</summary>
    public IPAddress Ip => AddressNumber.Address(Address);

    /// <summary>Whether it can be one host's: no multicast, no broadcast, not the address of none, and none that needs an interface named.</summary>
    public bool IsOfOneHost => Ip is var ip && (ip.AddressFamily == AddressFamily.InterNetwork
        ? (uint)Address is var number && number >> 24 != 0 && number < 0xe000_0000
        : !ip.IsIPv6Multicast && !ip.IsIPv6LinkLocal && Address != 0);

    /// <summary>Reads <c>192.168.0.2:8285</c> or <c>[fd00::2]:8285</c>.</summary>
    public static bool TryParse(string text, out PeerEndpoint endpoint)
    {
        endpoint = default;
        var colon = text.LastIndexOf(':');
        if (colon < 1 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0) return false;
        var host = text[..colon];
        var six = host[0] == '[' && host[^1] == ']';
        if (!ExactAddress.TryParse(six ? host[1..^1] : host, out var address) || six != (address.AddressFamily == AddressFamily.InterNetworkV6)) return false;
        if (address.IsIPv4MappedToIPv6 || (six && address.ScopeId != 0)) return false;
        endpoint = new(AddressNumber.Of(address), port);
        return true;
    }

    /// <summary>As a socket address; its length.</summary>
    public int Write(Span<byte> socket)
    {
        var address = Ip;
        socket[..SocketLength].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(socket[2..], Port);
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            BitConverter.TryWriteBytes(socket, (ushort)FourFamily);
            address.TryWriteBytes(socket[4..], out _);
            return 16;
        }
        BitConverter.TryWriteBytes(socket, (ushort)SixFamily);
        address.TryWriteBytes(socket[8..], out _);
        return SocketLength;
    }

    /// <summary>Reads a socket address; false where it is of another family.</summary>
    public static bool TryRead(ReadOnlySpan<byte> socket, out PeerEndpoint endpoint)
    {
        endpoint = default;
        if (socket.Length < 16) return false;
        var port = BinaryPrimitives.ReadUInt16BigEndian(socket[2..]);
        switch (BitConverter.ToUInt16(socket))
        {
            case FourFamily:
                endpoint = new(new(0, 0xffff_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(socket[4..])), port);
                return true;
            case SixFamily when socket.Length >= SocketLength:
                endpoint = new(BinaryPrimitives.ReadUInt128BigEndian(socket[8..]), port);
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => new IPEndPoint(Ip, Port).ToString();
}
