using System.Net.Sockets;
using System.Text.Json;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Control;

/// <summary>
/// Serves the command line on a unix socket that only root can open: one request and one answer a connection, a few at a time.
/// </summary>
/// <param name="folder">Where the socket is.</param>
/// <param name="service">Does what is asked.</param>
/// <param name="log">Told of requests that make no sense.</param>
/// <param name="clock">Bounds how long a request may take to arrive.</param>
internal sealed class ControlServer(StateFolder folder, ControlService service, AgentLog log, TimeProvider clock)
{
    private const int AtOnce = 16;
    private const int Waiting = 4096; // Beyond it a unix socket refuses at once; the kernel may lower it (net.core.somaxconn).
    private const int LongestSocketPath = 107; // sun_path of unix(7), less the byte at its end
    private static readonly TimeSpan ToArrive = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim places = new(AtOnce);

    /// <summary>Opens the socket; the caller holds the folder's lock, so what is there is a left-over.</summary>
    /// <exception cref="InvalidDataException">The folder's path is too long for a socket.</exception>
    public Socket Open()
    {
        if (System.Text.Encoding.UTF8.GetByteCount(folder.Socket) > LongestSocketPath)
            throw new InvalidDataException($"The path {folder.Socket} is longer than the {LongestSocketPath} bytes that a unix socket may have. Choose a shorter state folder.");
        File.Delete(folder.Socket);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder.Socket));
        File.SetUnixFileMode(folder.Socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        socket.Listen(Waiting);
        return socket;
    }

    /// <summary>Serves until stopped.</summary>
    public async Task RunAsync(Socket socket, CancellationToken stop)
    {
        while (true)
        {
            await places.WaitAsync(stop);
            var client = await socket.AcceptAsync(stop);
            ServeAndLeave(client, stop);
        }
    }

    // Nobody waits for it, so a bug in it must end the process by itself: hence no task.
    private async void ServeAndLeave(Socket client, CancellationToken stop)
    {
        try
        {
            using var stream = new NetworkStream(client, ownsSocket: true);
            await ServeAsync(stream, stop);
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
        {
            // The command line went away, or the agent stops; there is nobody left to tell.
        }
        finally
        {
            places.Release();
        }
    }

    private async Task ServeAsync(NetworkStream stream, CancellationToken stop)
    {
        ControlAnswer answer;
        try
        {
            if (await ReadAsync(stream, stop) is not { } request) return;
            answer = await service.AnswerAsync(request, stop);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            log.Warn("control", $"A request made no sense: {fault.Message}");
            answer = new RefusedAnswer($"The agent did not understand: {fault.Message} Agent and command line should be of one version.");
        }
        await ControlLine.WriteAsync(stream, answer, AgentJson.Default.ControlAnswer, ControlLine.LargestAnswer, stop);
    }

    private async Task<ControlRequest?> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        using var timer = new CancellationTokenSource(ToArrive, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        return await ControlLine.ReadAsync(stream, AgentJson.Default.ControlRequest, ControlLine.LargestRequest, either.Token);
    }
}
