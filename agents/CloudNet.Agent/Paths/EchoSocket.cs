using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudNet.Agent.Paths;

/// <summary>
/// Asks for echoes from one address of this host. Its packets are never cut on the way, and are as long as they are told to be, whatever the kernel
/// believes of the path (IP_PMTUDISC_PROBE of ip(7)).
/// </summary>
internal sealed class EchoSocket : IDisposable
{
    private const int Ip = 0, IpMtuDiscover = 10, Ip6 = 41, Ip6MtuDiscover = 23, Ip6DoNotFragment = 62, Probe = 3;
    private const int Raw = 255, IcmpFilter = 1, Icmp6 = 58, Icmp6Filter = 1;
    private const int SocketLevel = 1, BindToDevice = 25;
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<long>> asked = [];
    private readonly Socket socket;
    private readonly TimeProvider clock;
    private Socket? sender;

    /// <summary>Takes a raw socket of ICMP for its own, and listens.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="from">The address to ask from; null: the kernel's choice.</param>
    /// <param name="clock">Tells time.</param>
    /// <exception cref="SocketException">The host has no such address.</exception>
    public EchoSocket(Socket socket, IPAddress? from, TimeProvider clock)
    {
        (this.socket, this.clock) = (socket, clock);
        Set(socket);
        socket.Bind(new IPEndPoint(from ?? (IsFour ? IPAddress.Any : IPAddress.IPv6Any), 0));
        _ = ListenAsync();
    }

    /// <summary>Asks through one link alone, whatever other routes there are. Answers come by any.</summary>
    /// <param name="sender">A raw socket of ICMP more, for its own.</param>
    /// <param name="device">The link.</param>
    /// <exception cref="SocketException">The host has no such link.</exception>
    public void SendThrough(Socket sender, string device)
    {
        this.sender = sender;
        Set(sender, hears: false);
        sender.SetRawSocketOption(SocketLevel, BindToDevice, Encoding.ASCII.GetBytes(device + '\0'));
        sender.Bind(socket.LocalEndPoint!);
    }

    private bool IsFour => socket.AddressFamily == AddressFamily.InterNetwork;

    /// <summary>A raw socket of ICMP in this process's network namespace.</summary>
    public static Socket Make(AddressFamily family) =>
        new(family, SocketType.Raw, family == AddressFamily.InterNetwork ? ProtocolType.Icmp : ProtocolType.IcmpV6);

    /// <summary>Asks for one echo.</summary>
    /// <param name="to">Whom.</param>
    /// <param name="length">Length of the IP packet, bytes.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <param name="identifier">The ICMP identifier; null: any.</param>
    /// <returns>How long it took; null where no answer came, or the packet could not be sent.</returns>
    public async Task<TimeSpan?> AskAsync(IPAddress to, int length, TimeSpan patience, CancellationToken stop, ushort? identifier = null)
    {
        // The identifier is the token's last 16 bits.
        var token = (ulong)Random.Shared.NextInt64();
        if (identifier is { } given) token = token & ~0xffffUL | given;
        var answer = asked[token] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var sent = clock.GetTimestamp();
            await (sender ?? socket).SendToAsync(EchoPacket.Request(socket.AddressFamily, length, token), SocketFlags.None, new IPEndPoint(to, 0), stop);
            return clock.GetElapsedTime(sent, await answer.Task.WaitAsync(patience, clock, stop));
        }
        catch (Exception fault) when (fault is SocketException or TimeoutException or ObjectDisposedException)
        {
            return null;
        }
        finally
        {
            asked.TryRemove(token, out _);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        socket.Dispose();
        sender?.Dispose();
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[128]; // The head is enough.
        while (true)
        {
            try
            {
                var length = await socket.ReceiveAsync(buffer.AsMemory());
                var at = clock.GetTimestamp();
                var token = EchoPacket.Answered(socket.AddressFamily, buffer.AsSpan(0, length));
                if (token is not null && asked.TryRemove(token.Value, out var answer)) answer.TrySetResult(at);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException fault)
            {
                // The kernel hands on errors of earlier packets; all but the end of the socket is passed over.
                if (fault.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket) return;
            }
        }
    }

    // Filters are bits of what is not let through (raw(7); RFC 3542, 3.2): of all that comes to the host, only answers are.
    private static void Set(Socket socket, bool hears = true)
    {
        if (socket.AddressFamily == AddressFamily.InterNetwork)
        {
            socket.SetRawSocketOption(Ip, IpMtuDiscover, BitConverter.GetBytes(Probe));
            socket.SetRawSocketOption(Raw, IcmpFilter, BitConverter.GetBytes(hears ? ~1 : ~0));
            return;
        }
        socket.SetRawSocketOption(Ip6, Ip6MtuDiscover, BitConverter.GetBytes(Probe));
        socket.SetRawSocketOption(Ip6, Ip6DoNotFragment, BitConverter.GetBytes(1));
        var filter = Enumerable.Repeat((byte)0xff, 32).ToArray();
        if (hears) filter[129 / 8] = 0xff ^ (1 << (129 % 8));
        socket.SetRawSocketOption(Icmp6, Icmp6Filter, filter);
    }
}
