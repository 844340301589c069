using System.Net;
using System.Net.Sockets;

namespace CloudNet.EndToEnd.Links;

/// <summary>
/// Passes TCP connections on, and can hold them up or cut them in the middle of what they carry: what a bad network, a
/// proxy or a load balancer does. Where it listens and where it connects may be two namespaces.
/// </summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly Socket listener;
    private readonly Func<Socket> connect;
    private readonly CancellationTokenSource ending = new();
    private readonly HashSet<Socket> open = [];
    private readonly Lock guard = new();
    private readonly Task accepting;
    private TaskCompletionSource gate = Opened();
    private long bytesLeft = long.MaxValue;

    private TcpRelay(Socket listener, Func<Socket> connect)
    {
        this.listener = listener;
        this.connect = connect;
        accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndPoint!;

    /// <summary>How many connections were taken so far.</summary>
    public int Connections { get; private set; }

    /// <param name="listener">Bound, not listening.</param>
    /// <param name="connect">Makes a connection to the other side; throws where that is away.</param>
    public static TcpRelay Start(Socket listener, Func<Socket> connect)
    {
        listener.Listen();
        return new(listener, connect);
    }

    /// <summary>Lets nothing through until <see cref="Resume"/>; connections stay open.</summary>
    public void Pause() => gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => gate.TrySetResult();

    /// <summary>Resets every connection now.</summary>
    public void Cut()
    {
        lock (guard)
        {
            foreach (var socket in open) Reset(socket);
            open.Clear();
        }
    }

    /// <summary>Resets every connection when this many more bytes went towards the client: in the middle of a message.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref bytesLeft, bytes);

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        Resume();
        Cut();
        listener.Dispose();
        await accepting;
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptAsync(ending.Token);
                Connections++;
                _ = PassAsync(client);
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                if (ending.IsCancellationRequested) return;
            }
        }
    }

    private async Task PassAsync(Socket client)
    {
        Socket? server = null;
        try
        {
            server = connect();
            lock (guard) open.UnionWith([client, server]);
            await Task.WhenAny(CopyAsync(client, server, counted: false), CopyAsync(server, client, counted: true));
        }
        catch (SocketException)
        {
            // The other side is away: the client sees its connection reset, as it would without the relay.
        }
        finally
        {
            lock (guard) open.ExceptWith(server is null ? [client] : [client, server]);
            Reset(client);
            if (server is not null) Reset(server);
        }
    }

    private async Task CopyAsync(Socket from, Socket to, bool counted)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, ending.Token) is > 0 and var count)
            {
                await gate.Task;
                if (counted && Interlocked.Add(ref bytesLeft, -count) <= 0)
                {
                    Interlocked.Exchange(ref bytesLeft, long.MaxValue);
                    await to.SendAsync(buffer.AsMemory(0, count / 2), ending.Token);
                    Cut();
                    return;
                }
                await to.SendAsync(buffer.AsMemory(0, count), ending.Token);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, or closed by one side: the other half ends too.
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // Closed already.
        }
        socket.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        opened.SetResult();
        return opened;
    }
}
