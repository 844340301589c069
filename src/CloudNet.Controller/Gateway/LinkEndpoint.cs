using System.Net;
using System.Net.WebSockets;
using CloudNet.Contracts.Link;
using CloudNet.Controller.Bus;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Gateway;

/// <summary>
/// The WebSocket that agents open, at <see cref="LinkLimits.Path"/>: proof of identity, then two loops, one that sends and
/// one that reads. Whichever ends first ends the other; the agent is told why wherever the connection still stands.
/// </summary>
public sealed partial class LinkEndpoint(
    LinkHandshake handshake, LinkSessions sessions, Replica replica, TimeProvider clock, ILogger<LinkEndpoint> log)
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(3);
    private long links;

    /// <summary>Serves one connection until it ends.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Results.Problem("Agents link here, by WebSocket.", statusCode: StatusCodes.Status426UpgradeRequired).ExecuteAsync(context);
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var reader = new LinkReader(socket, clock);
        try
        {
            var challenge = LinkHandshake.NewChallenge();
            await socket.SendAsync(Frame.Of(challenge).Bytes, WebSocketMessageType.Text, true, broken.Token);
            var (hello, identity) = await handshake.ProveAsync(reader, challenge, broken.Token);
            await ServeAsync(new(hello.Host, NewName(), socket, From(context), hello.Protocol), reader, hello, identity, broken);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            LogBroken(log, context.Connection.RemoteIpAddress?.ToString(), fault.Message);
        }
        catch (Exception fault)
        {
            await RefuseAsync(socket, context, fault);
        }
    }

    private async Task ServeAsync(AgentLink link, LinkReader reader, Hello hello, HostIdentity identity, CancellationTokenSource broken)
    {
        var sending = link.SendAllAsync(broken.Token);
        var reading = sessions.RunAsync(link, hello, identity, reader, broken.Token);
        await Task.WhenAny(sending, reading);
        var (code, reason) = EndOf(reading);
        link.Close(code, reason);
        LogEnded(log, identity.Name, reason);
        broken.CancelAfter(Goodbye);
        await Task.WhenAll(sending, reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // A socket of both families says IPv4 addresses in IPv6's form.
    private static IPAddress? From(HttpContext context) =>
        context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress;

    private string NewName() => $"{replica.Name}/{Interlocked.Increment(ref links)}";

    /// <summary>Why the link ends, as told by its reading half (the sending half ends when asked to, or by a broken connection).</summary>
    private static (LinkClose Code, string Reason) EndOf(Task reading) => reading.Exception?.InnerException switch
    {
        LinkRefusal refusal => (refusal.Code, refusal.Message),
        null when reading.IsCompletedSuccessfully => (LinkClose.GoingAway, "the agent closed the link"),
        null or WebSocketException or OperationCanceledException or IOException => (LinkClose.TimedOut, "the connection broke or fell silent"),
        { } fault => (LinkClose.TryLater, "the controller cannot serve the link now: " + fault.GetType().Name),
    };

    private async Task RefuseAsync(WebSocket socket, HttpContext context, Exception fault)
    {
        var (code, reason) = EndOf(Task.FromException(fault));
        LogRefused(log, context.Connection.RemoteIpAddress?.ToString(), fault.Message);
        var link = new AgentLink(default, "", socket);
        link.Close(code, reason);
        using var patience = new CancellationTokenSource(Goodbye, clock);
        await link.SendAllAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Host}: link ended: {Reason}")]
    private static partial void LogEnded(ILogger log, string host, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "link from {Address} refused: {Reason}")]
    private static partial void LogRefused(ILogger log, string? address, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "link from {Address} broke before it was proven: {Reason}")]
    private static partial void LogBroken(ILogger log, string? address, string reason);
}
