using System.Net;
using System.Net.Sockets;
using System.Text;
using CloudNet.Agent.Tests.Kernel;
using Xunit;

namespace CloudNet.Agent.Tests.Services;

internal sealed partial record ServiceClient
{
    /// <summary>
    /// What comes of a call in a few words: who answers and whom it sees, or what the caller is told; <c>dropped</c>: nothing, after a moment or,
    /// where there may be an answer, long.
    /// </summary>
    public async Task<string> ComesOfAsync(string protocol, IPEndPoint to, bool mayAnswer, string? from = null)
    {
        using var socket = Open($"{to.Address}", protocol == "udp");
        if (from is not null) socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        using var limit = new CancellationTokenSource(mayAnswer ? Long : Moment);
        try
        {
            await socket.ConnectAsync(to, limit.Token);
            if (protocol == "udp")
            {
                await socket.SendAsync("who\n"u8.ToArray(), limit.Token);
                _ = SayAgainAsync(socket, limit.Token);
            }
            var answer = new byte[128];
            var length = await socket.ReceiveAsync(answer, limit.Token);
            return Encoding.ASCII.GetString(answer, 0, length).Trim().Split(' ') is [var name, var seen]
                ? $"{name} sees {IPAddress.Parse(seen.Trim('[', ']'))}"
                : "nobody's words";
        }
        catch (SocketException fault)
        {
            return Told(fault.SocketErrorCode, protocol, to);
        }
        catch (OperationCanceledException)
        {
            return "dropped";
        }
    }

    // IPv6 has words of its own for what the rules of a host on the way forbid.
    private static string Told(SocketError fault, string protocol, IPEndPoint to) => fault switch
    {
        SocketError.ConnectionRefused => "refused",
        SocketError.HostUnreachable => "prohibited",
        SocketError.AccessDenied when protocol == "tcp" && to.AddressFamily == AddressFamily.InterNetworkV6 => "prohibited",
        SocketError.AccessDenied => "not permitted",
        SocketError.NetworkUnreachable => "unreachable",
        _ => $"{fault}",
    };

    // As programs do that speak by UDP: what is not answered is said again.
    private static async Task SayAgainAsync(Socket socket, CancellationToken stop)
    {
        try
        {
            for (; ; await socket.SendAsync("who\n"u8.ToArray(), stop)) await Task.Delay(Moment, stop);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Whoever waits for the answer says why there is none.
        }
    }
}
