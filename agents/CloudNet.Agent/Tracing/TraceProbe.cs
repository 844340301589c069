using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Paths;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Traces;

namespace CloudNet.Agent.Tracing;

/// <summary>Sends the packet of a trace as the workload would, and waits for what comes back.</summary>
internal static class TraceProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Sends it.</summary>
    /// <param name="request">The trace.</param>
    /// <param name="netns">Path of the workload's namespace; null: the host itself sends.</param>
    /// <param name="clock">Tells time.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>What came of it, and how long an answer took; null: there was none.</returns>
    /// <exception cref="IOException">The namespace could not be entered.</exception>
    /// <exception cref="SocketException">The packet could not be sent from there.</exception>
    public static Task<(string Words, TimeSpan? Took)> SendAsync(TraceRequest request, string? netns, TimeProvider clock, CancellationToken stop) =>
        request.Protocol == TraceProtocol.Icmp ? EchoAsync(request, netns, clock, stop) : ConnectAsync(request, netns, clock, stop);

    private static async Task<(string, TimeSpan?)> EchoAsync(TraceRequest request, string? netns, TimeProvider clock, CancellationToken stop)
    {
        using var echo = new EchoSocket(Netns.Inside(netns, () => EchoSocket.Make(request.Source.AddressFamily)), request.Source, clock);
        var took = await echo.AskAsync(request.Destination, EchoPacket.Least, Patience, stop, (ushort)request.Mark);
        return took is null ? (Silence, null) : ("answered", took);
    }

    private static async Task<(string, TimeSpan?)> ConnectAsync(TraceRequest request, string? netns, TimeProvider clock, CancellationToken stop)
    {
        var isTcp = request.Protocol == TraceProtocol.Tcp;
        using var socket = Netns.Inside(netns, () => new Socket(
            request.Source.AddressFamily, isTcp ? SocketType.Stream : SocketType.Dgram, isTcp ? ProtocolType.Tcp : ProtocolType.Udp));
        // It is closed by a reset: its port is not kept for a minute.
        if (isTcp) socket.LingerState = new(enable: true, seconds: 0);
        socket.Bind(new IPEndPoint(request.Source, request.Mark));
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        waiting.CancelAfter(Patience);
        var sent = clock.GetTimestamp();
        try
        {
            await socket.ConnectAsync(new IPEndPoint(request.Destination, request.Port ?? 0), waiting.Token);
            if (isTcp) return ("answered", clock.GetElapsedTime(sent));
            await socket.SendAsync(ReadOnlyMemory<byte>.Empty, waiting.Token);
            await socket.ReceiveAsync(new byte[1], waiting.Token);
            return ("answered", clock.GetElapsedTime(sent));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (isTcp ? Silence : "no answer, which UDP need not have", null);
        }
        catch (SocketException fault) when (Answer(fault) is { } words)
        {
            return (words, fault.SocketErrorCode == SocketError.ConnectionRefused ? clock.GetElapsedTime(sent) : null);
        }
    }

    private const string Silence = "no answer within two seconds";

    // What ICMP, or a TCP reset, told the socket.
    private static string? Answer(SocketException fault) => fault.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "refused: nobody listens at that port",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.AccessDenied => $"refused on the way: {fault.Message}",
        _ => null,
    };
}
