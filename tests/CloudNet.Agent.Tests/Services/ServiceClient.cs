using System.Net;
using System.Net.Sockets;
using System.Text;
using CloudNet.Agent.Tests.Kernel;
using Xunit;

namespace CloudNet.Agent.Tests.Services;

/// <summary>Somebody who calls, and what he is seen as.</summary>
internal sealed partial record ServiceClient(string Name, NetworkNamespace Inside, string Address, string Address6, string Gateway, string Gateway6)
{
    private const int Long = 3_000, Moment = 700; // ms

    /// <summary>
    /// Answers at ports 8080 and 8081 of TCP and 5353 of UDP, on request in both families: its name, whom it sees. At 8081 it says its name to each line.
    /// </summary>
    public Task ServeAsync(bool withIpv6) => Inside.RunAsync($$"""
        for ip in 4{{(withIpv6 ? " 6" : "")}}; do
          if [ $ip = 6 ]; then alone=,ipv6only=1; fi
          timeout 300 socat TCP$ip-LISTEN:8080,fork,reuseaddr$alone SYSTEM:'echo {{Name}} $SOCAT_PEERADDR',nofork > /dev/null 2>&1 &
          timeout 300 socat TCP$ip-LISTEN:8081,fork,reuseaddr$alone SYSTEM:'while read line; do echo {{Name}}; done' > /dev/null 2>&1 &
        done
        timeout 300 socat UDP4-RECVFROM:5353,fork SYSTEM:'read asked; echo {{Name}} $SOCAT_PEERADDR' > /dev/null 2>&1 &
        for try in $(seq 50); do [ $(ss -Hlntu | wc -l) -ge {{(withIpv6 ? 5 : 3)}} ] && exit 0; sleep 0.1; done; exit 1
        """);

    /// <summary>What is answered to calls by TCP, one after the other; null where nobody does.</summary>
    public async Task<IReadOnlyList<string?>> CallsAsync(string address, int port, int count)
    {
        List<string?> answers = [];
        for (var call = 0; call < count; call++) answers.Add(await CallAsync(address, port));
        return answers;
    }

    /// <summary>What is answered to a call by TCP; null where nobody does.</summary>
    public async Task<string?> CallAsync(string address, int port)
    {
        using var socket = Open(address, udp: false);
        try
        {
            await ConnectAsync(socket, address, port, Long);
            using var reader = new StreamReader(new NetworkStream(socket));
            return await reader.ReadToEndAsync(TestContext.Current.CancellationToken) is var answer && answer.Split(' ') is [var name, var seen]
                ? $"{name} {IPAddress.Parse(seen.Trim().Trim('[', ']'))}"
                : null;
        }
        catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Opens a connection to where each line is answered.</summary>
    public async Task<ServiceConversation> ConnectAsync(string address, int port)
    {
        var socket = Open(address, udp: false);
        await ConnectAsync(socket, address, port, Long);
        return new(socket);
    }

    /// <summary>Fails where a call is not refused at once.</summary>
    public async Task RefusedAsync(string address, int port) =>
        Assert.Equal((Name, address, port, SocketError.ConnectionRefused), (Name, address, port, await OutcomeAsync(address, port, udp: false)));

    /// <summary>Fails where a call is answered, or refused.</summary>
    public async Task DroppedAsync(string address, int port) => Assert.Equal(SocketError.TimedOut, await OutcomeAsync(address, port, udp: false));

    /// <summary>A socket of UDP that stays at its port.</summary>
    public Socket UdpFromOnePort()
    {
        var socket = Open("0.0.0.0", udp: true);
        socket.ReceiveTimeout = 1_000;
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        return socket;
    }

    private Socket Open(string address, bool udp) => Inside.Make(() => udp
        ? new Socket(IPAddress.Parse(address).AddressFamily, SocketType.Dgram, ProtocolType.Udp)
        : new Socket(IPAddress.Parse(address).AddressFamily, SocketType.Stream, ProtocolType.Tcp));

    /// <summary>What comes of a call, within a moment, or as long as it is waited.</summary>
    public async Task<SocketError> OutcomeAsync(string address, int port, bool udp, int milliseconds = Moment)
    {
        using var socket = Open(address, udp);
        try
        {
            await ConnectAsync(socket, address, port, milliseconds);
            if (!udp) return SocketError.Success;
            await socket.SendAsync("who\n"u8.ToArray());
            using var limit = new CancellationTokenSource(Moment);
            await socket.ReceiveAsync(new byte[64], limit.Token);
            return SocketError.Success;
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode;
        }
        catch (OperationCanceledException)
        {
            return SocketError.TimedOut;
        }
    }

    private static async Task ConnectAsync(Socket socket, string address, int port, int milliseconds)
    {
        using var limit = new CancellationTokenSource(milliseconds);
        await socket.ConnectAsync(IPAddress.Parse(address), port, limit.Token);
    }
}
