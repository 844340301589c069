using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Offload;

/// <summary>
/// Finds out whether what this host sends through a tunnel by TCP and UDP has the right checksum. A kernel or network card that leaves it unwritten, or writes
/// it to the wrong place, loses both, while echoes pass, since the kernel sums those itself (known of VXLAN: flannel #1279). So each is sent twice, once as
/// programs send it and once with the checksum written here: where only the latter is answered, that is the fault; where neither is, nobody answers there.
/// </summary>
/// <param name="make">Makes sockets of the host.</param>
internal sealed class ChecksumTest(Func<AddressFamily, SocketType, ProtocolType, Socket> make)
{
    // The port of a service that is long gone (RFC 863): a kernel answers for it by itself.
    private const int Discard = 9;
    private const int Tries = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Whether checksums are wrong from one address of this host to another's; null where nobody answers there.</summary>
    public async Task<bool?> IsWrongAsync(IPAddress from, IPAddress to, CancellationToken stop)
    {
        bool? found = null;
        foreach (var protocol in (ProtocolType[])[ProtocolType.Tcp, ProtocolType.Udp])
        {
            Task<bool?> UsualAsync() => TryAsync(() => this.UsualAsync(protocol, from, to, stop));
            if (await UsualAsync() is not { } passes) continue;
            if (passes) found ??= false;
            // Once more as usual: it may have been lost by chance, or the peer away for a moment.
            else if (await TryAsync(() => WrittenAsync(protocol, from, to, stop)) == true && await UsualAsync() == false) return true;
        }
        return found;
    }

    // Null: it cannot be sent from here.
    private static async Task<bool?> TryAsync(Func<Task<bool?>> ask)
    {
        for (var tries = 0; tries < Tries; tries++) if (await ask() is not false and var answer) return answer;
        return false;
    }

    private async Task<bool?> UsualAsync(ProtocolType protocol, IPAddress from, IPAddress to, CancellationToken stop)
    {
        var isTcp = protocol == ProtocolType.Tcp;
        using var socket = make(from.AddressFamily, isTcp ? SocketType.Stream : SocketType.Dgram, protocol);
        return await HeardAsync(async waiting =>
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(new IPEndPoint(to, Discard), waiting);
            if (isTcp) return true;
            await socket.SendAsync(ReadOnlyMemory<byte>.Empty, waiting);
            await socket.ReceiveAsync(new byte[1], waiting);
            return true;
        }, stop);
    }

    private async Task<bool?> WrittenAsync(ProtocolType protocol, IPAddress from, IPAddress to, CancellationToken stop)
    {
        var (sender, receiver) = (new IPEndPoint(from, Random.Shared.Next(32_768, 61_000)), new IPEndPoint(to, Discard));
        using var socket = make(from.AddressFamily, SocketType.Raw, protocol);
        return await HeardAsync(async waiting =>
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(new IPEndPoint(to, 0), waiting);
            await socket.SendAsync(protocol == ProtocolType.Tcp
                ? TransportPacket.Request(sender, receiver, (uint)Random.Shared.Next())
                : TransportPacket.Datagram(sender, receiver), waiting);
            var buffer = new byte[128];
            while (true)
            {
                var length = await socket.ReceiveAsync(buffer, waiting);
                if (TransportPacket.Answers(buffer.AsSpan(0, length), sender, receiver)) return true;
            }
        }, stop);
    }

    // A refusal is an answer: what was sent arrived. What is lost shows as silence alone.
    private static async Task<bool?> HeardAsync(Func<CancellationToken, Task<bool>> ask, CancellationToken stop)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        waiting.CancelAfter(Patience);
        try
        {
            return await ask(waiting.Token);
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode == SocketError.ConnectionRefused ? true : null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
