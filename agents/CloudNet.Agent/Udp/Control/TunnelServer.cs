using System.Net.Sockets;
using System.Text;
using CloudNet.Agent.Kernel;

namespace CloudNet.Agent.Udp.Control;

/// <summary>
/// Serves a tunnel's control socket, which only root can open. A connection is a request and its answer, both of lines that end with
/// <c>end</c>: <c>show</c> gets the state, <c>batch</c> and lines as <see cref="Peers.PeerLine"/> reads them get
/// <c>refused LINE WHY</c> for each that was, and <c>applied COUNT</c>.
/// </summary>
/// <param name="path">Where the socket is.</param>
/// <param name="service">Does what is asked.</param>
/// <param name="clock">Bounds how long a request may take to arrive.</param>
internal sealed class TunnelServer(string path, TunnelService service, TimeProvider clock) : IDisposable
{
    private const int Waiting = 64, LongestPath = 107; // sun_path of unix(7), less the byte at its end
    private static readonly TimeSpan ToArrive = TimeSpan.FromSeconds(5);
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <summary>Opens the socket, in place of one that nobody serves any more.</summary>
    /// <exception cref="KernelException">It cannot be there.</exception>
    public void Open()
    {
        if (Encoding.UTF8.GetByteCount(path) > LongestPath)
            throw new KernelException($"The path {path} is longer than the {LongestPath} bytes that a unix socket may have. Give a shorter --control.");
        if (IsServed()) throw new KernelException($"Another process serves {path}. End it, or give another --control.");
        try
        {
            File.Delete(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(Waiting);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SocketException)
        {
            throw new KernelException($"The socket {path} cannot be made: {fault.Message}. Its folder has to be there.");
        }
    }

    /// <summary>Serves until stopped, one at a time.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            using var client = await socket.AcceptAsync(stop);
            using var timer = new CancellationTokenSource(ToArrive, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
            try
            {
                await ServeAsync(client, either.Token);
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException)
            {
                stop.ThrowIfCancellationRequested(); // Otherwise who asked went away, or says nothing: the next one, please.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        socket.Dispose();
        File.Delete(path);
    }

    private async Task ServeAsync(Socket client, CancellationToken stop)
    {
        IEnumerable<string> answer;
        try
        {
            answer = service.Answer(await Lines.ReadAsync(client, stop));
        }
        catch (InvalidDataException fault)
        {
            answer = [$"{TunnelService.Failed}The request was not understood: {fault.Message}"];
        }
        await Lines.WriteAsync(client, answer, stop);
    }

    private bool IsServed()
    {
        try
        {
            using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
