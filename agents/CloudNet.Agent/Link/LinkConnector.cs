using System.Net.WebSockets;
using CloudNet.Agent.Enrol;

namespace CloudNet.Agent.Link;

/// <summary>Opens the WebSocket to the controller: outbound, one port, and pinged while idle so that a dead path is found.</summary>
/// <param name="controller">Where the controller is.</param>
/// <param name="timings">Keepalive.</param>
internal sealed class LinkConnector(ControllerAddress controller, LinkTimings timings)
{
    /// <summary>Opens it.</summary>
    /// <exception cref="LinkException">It could not be opened.</exception>
    public async Task<WebSocket> ConnectAsync(CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = timings.KeepAlive;
        socket.Options.KeepAliveTimeout = timings.KeepAlive;
        try
        {
            await socket.ConnectAsync(controller.Link, stop);
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
}
