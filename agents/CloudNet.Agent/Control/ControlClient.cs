using System.Net.Sockets;
using System.Text.Json;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Control;

/// <summary>Asks the running agent.</summary>
/// <param name="folder">Where its socket is.</param>
internal sealed class ControlClient(StateFolder folder)
{
    /// <summary>The answer; a refusal in words where no agent answers.</summary>
    public async Task<ControlAnswer> AskAsync(ControlRequest request, CancellationToken stop)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(folder.Socket), stop);
            using var stream = new NetworkStream(socket, ownsSocket: false);
            await ControlLine.WriteAsync(stream, request, AgentJson.Default.ControlRequest, ControlLine.LargestRequest, stop);
            return await ControlLine.ReadAsync(stream, AgentJson.Default.ControlAnswer, ControlLine.LargestAnswer, stop)
                ?? new RefusedAnswer("The agent stopped before it answered. Its log says why.");
        }
        catch (SocketException fault)
        {
            return new RefusedAnswer(fault.SocketErrorCode == SocketError.AccessDenied
                ? $"The agent's socket {folder.Socket} may only be used by root."
                : $"No agent runs in {folder.Path}: {Why(fault)}. Start it with 'systemctl start cloudnet-agent' or 'cloudnet-agent run', or name its folder with --state-dir.");
        }
        catch (ArgumentOutOfRangeException)
        {
            return new RefusedAnswer($"The path {folder.Socket} is too long for a unix socket. Choose a shorter state folder.");
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return new RefusedAnswer($"Agent and command line could not talk: {fault.Message}");
        }
    }

    // To the kernel a socket that is not there is an address that cannot be assigned, which is no help to a reader.
    private static string Why(SocketException fault) => fault.SocketErrorCode switch
    {
        SocketError.AddressNotAvailable => "there is no agent.sock",
        SocketError.ConnectionRefused => "nobody answers on its agent.sock",
        _ => fault.Message,
    };
}
