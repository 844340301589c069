using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.Benchmarks.Drivers;

/// <summary>
/// Small requests one after the other over one TCP connection, 64 bytes there and 64 back. Both ends are threads of this program that block in the
/// kernel, so what is measured besides the network is two wake-ups, the same for all that are compared.
/// </summary>
internal sealed class RequestResponse : IDisposable
{
    private const int Port = 7;
    private const int Bytes = 64;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(1);
    private readonly Socket listener;
    private readonly Socket caller;
    private readonly Socket answerer;

    /// <summary>Connects the two ends.</summary>
    public RequestResponse(Ends ends)
    {
        listener = Make(ends.To);
        listener.Bind(new IPEndPoint(IPAddress.Any, Port));
        listener.Listen();
        caller = Make(ends.From);
        caller.Connect(ends.Address, Port);
        answerer = listener.Accept();
        answerer.NoDelay = true;
        new Thread(Answer) { IsBackground = true }.Start();
    }

    /// <summary>One second of it.</summary>
    /// <returns>What each request took, µs.</returns>
    public List<double> Run()
    {
        var (buffer, times) = (new byte[Bytes], new List<double>());
        var began = Stopwatch.GetTimestamp();
        for (var last = began; Stopwatch.GetElapsedTime(began, last) < Span;)
        {
            caller.Send(buffer);
            Receive(caller, buffer);
            var now = Stopwatch.GetTimestamp();
            times.Add(Stopwatch.GetElapsedTime(last, now).TotalMicroseconds);
            last = now;
        }
        return times;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        caller.Dispose();
        answerer.Dispose();
        listener.Dispose();
    }

    private static Socket Make(NetworkNamespace where) =>
        where.Make(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });

    private static bool Receive(Socket socket, byte[] buffer)
    {
        for (var have = 0; have < Bytes;)
        {
            var got = socket.Receive(buffer.AsSpan(have));
            if (got == 0) return false;
            have += got;
        }
        return true;
    }

    private void Answer()
    {
        var buffer = new byte[Bytes];
        try
        {
            while (Receive(answerer, buffer)) answerer.Send(buffer);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The end of the measurement.
        }
    }
}
