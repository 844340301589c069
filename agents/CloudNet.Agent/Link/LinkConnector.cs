using System.Globalization;
using System.Net.WebSockets;
using CloudNet.Agent.Enrol;

namespace CloudNet.Agent.Link;

/// <summary>Opens the WebSocket to the controller: outbound, one port, and pinged while idle so that a dead path is found.</summary>
/// <param name="controller">Where the controller is.</param>
/// <param name="timings">Keepalive.</param>
/// <param name="clock">Tells time.</param>
internal sealed class LinkConnector(ControllerAddress controller, LinkTimings timings, TimeProvider clock)
{
    private Told? told;

    /// <summary>
    /// How far the controller's clock is ahead of this host's, to a second, by what it said when the link was opened last; null where it did not say.
    /// </summary>
    public TimeSpan? Ahead => Volatile.Read(ref told) is { } then ? then.Time + clock.GetElapsedTime(then.At) - clock.GetUtcNow() : null;

    /// <summary>Opens it.</summary>
    /// <exception cref="LinkException">It could not be opened.</exception>
    public async Task<WebSocket> ConnectAsync(CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = timings.KeepAlive;
        socket.Options.KeepAliveTimeout = timings.KeepAlive;
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(controller.Link, stop);
            Note(socket.HttpResponseHeaders);
            return socket;
        }
        catch (WebSocketException fault)
        {
            socket.Dispose();
            throw new LinkException(null, $"{controller} could not be reached: {fault.GetBaseException().Message}", fault);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // RFC 9110, 6.6.1.
    private void Note(IReadOnlyDictionary<string, IEnumerable<string>>? headers)
    {
        var said = headers?.FirstOrDefault(header => header.Key.Equals("Date", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
        var isTold = DateTimeOffset.TryParseExact(said, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var there);
        Volatile.Write(ref told, isTold ? new(there, clock.GetTimestamp()) : null);
    }

    // What its clock said, and when that was by one of ours that nobody sets.
    private sealed record Told(DateTimeOffset Time, long At);
}
