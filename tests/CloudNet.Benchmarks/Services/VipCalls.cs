using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.Benchmarks.Services;

/// <summary>Connections that are opened and ended, one after the other, to a server in a container.</summary>
internal sealed class VipCalls : IDisposable
{
    private readonly NetworkNamespace client;
    private readonly Socket listener;

    /// <summary>Has a server listen.</summary>
    public VipCalls(NetworkNamespace client, NetworkNamespace server, int port)
    {
        this.client = client;
        listener = server.Make(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        listener.Bind(new IPEndPoint(IPAddress.Any, port));
        listener.Listen(1024);
        _ = ServeAsync();
    }

    /// <summary>How long each of so many took until it was open, microseconds.</summary>
    public IEnumerable<double> Connect(IPEndPoint to, int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            using var socket = client.Make(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            var began = Stopwatch.GetTimestamp();
            socket.Connect(to);
            yield return Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            // It is reset, so that ports do not run out.
            socket.LingerState = new(true, 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true) (await listener.AcceptAsync()).Dispose();
        }
        catch (SocketException)
        {
            // The benchmark is over.
        }
    }
}
