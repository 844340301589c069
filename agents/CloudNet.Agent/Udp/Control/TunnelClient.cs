using System.Globalization;
using System.Net.Sockets;

namespace CloudNet.Agent.Udp.Control;

/// <summary>Asks a running tunnel.</summary>
/// <param name="path">Where its control socket is.</param>
internal sealed class TunnelClient(string path)
{
    /// <summary>How it is.</summary>
    /// <exception cref="TunnelException">It does not answer, or not so.</exception>
    public async Task<TunnelState> ShowAsync(CancellationToken stop)
    {
        var lines = await AskAsync([TunnelService.Show], stop);
        try
        {
            return StateLines.Read(lines);
        }
        catch (FormatException fault)
        {
            throw new TunnelException($"What serves {path} answered something else: {fault.Message} It and the command line should be of one version.");
        }
    }

    /// <summary>Changes peers, by lines as a person types them: all in order, at once.</summary>
    /// <returns>How many lines were applied, and why others were not.</returns>
    /// <exception cref="TunnelException">It does not answer; or it did not get all lines, and has applied none.</exception>
    public async Task<(int Applied, IReadOnlyList<(int Line, string Why)> Refused)> ChangeAsync(IEnumerable<string> lines, CancellationToken stop)
    {
        // A line that says 'end' would end the request.
        var answer = await AskAsync([TunnelService.Batch, .. lines.Select(line => line.Trim() == Lines.End ? $" {Lines.End}" : line)], stop);
        var refused = answer.Where(line => line.StartsWith(TunnelService.Refused, StringComparison.Ordinal))
            .Select(line => line[TunnelService.Refused.Length..].Split(' ', 2))
            .Select(words => (int.Parse(words[0], CultureInfo.InvariantCulture), words[^1]));
        return (int.Parse(answer[^1][TunnelService.Applied.Length..], CultureInfo.InvariantCulture), [.. refused]);
    }

    private async Task<IReadOnlyList<string>> AskAsync(IEnumerable<string> request, CancellationToken stop)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
            await Lines.WriteAsync(socket, request, stop);
            var answer = await Lines.ReadAsync(socket, stop);
            return answer is [var line, ..] && line.StartsWith(TunnelService.Failed, StringComparison.Ordinal)
                ? throw new TunnelException(line[TunnelService.Failed.Length..])
                : answer;
        }
        catch (SocketException fault)
        {
            throw new TunnelException(fault.SocketErrorCode == SocketError.AccessDenied
                ? $"The socket {path} may only be used by root."
                : $"No tunnel answers on {path}. Start it with 'cloudnet-agent udp run', or name its socket with --control.");
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new TunnelException($"The path {path} is too long for a unix socket.");
        }
        catch (InvalidDataException fault)
        {
            throw new TunnelException($"The tunnel's answer broke off: {fault.Message}");
        }
    }
}
