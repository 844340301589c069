using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Link;

/// <summary>Link messages over a WebSocket, a text frame each. One reader and one writer at a time.</summary>
/// <param name="socket">The open WebSocket.</param>
internal sealed class LinkSocket(WebSocket socket)
{
    private const int ReadSize = 16 * 1024;

    /// <summary>The next message.</summary>
    /// <exception cref="LinkException">The link ended, or what came was no message.</exception>
    public async Task<LinkMessage> ReceiveAsync(CancellationToken stop)
    {
        try
        {
            var frame = new ArrayBufferWriter<byte>(ReadSize);
            while (true)
            {
                var part = await socket.ReceiveAsync(frame.GetMemory(ReadSize), stop);
                if (part.MessageType == WebSocketMessageType.Close) throw Closed();
                if (part.MessageType != WebSocketMessageType.Text) throw new LinkException(null, "The controller sent a binary frame.");
                frame.Advance(part.Count);
                if (frame.WrittenCount > LinkLimits.FrameBytes) throw new LinkException(null, $"The controller sent a message of more than {LinkLimits.FrameBytes} bytes.");
                if (part.EndOfMessage) return Read(frame.WrittenSpan);
            }
        }
        catch (Exception fault) when (Lost(fault, stop))
        {
            throw Failed(fault);
        }
    }

    /// <summary>Sends a message.</summary>
    /// <exception cref="LinkException">The link ended.</exception>
    public async Task SendAsync(LinkMessage message, CancellationToken stop)
    {
        var frame = JsonSerializer.SerializeToUtf8Bytes(message, ContractsJson.Default.LinkMessage);
        if (frame.Length > LinkLimits.MessageBytes)
            throw new LinkException(null, $"A {message.GetType().Name} of {frame.Length} bytes is more than the controller takes.");
        try
        {
            await socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, stop);
        }
        catch (Exception fault) when (Lost(fault, stop))
        {
            throw Failed(fault);
        }
    }

    private static LinkMessage Read(ReadOnlySpan<byte> frame)
    {
        try
        {
            return JsonSerializer.Deserialize(frame, ContractsJson.Default.LinkMessage) ?? throw new JsonException("It is null.");
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw new LinkException(null, $"The controller sent what is no message: {fault.Message}", fault);
        }
    }

    private LinkException Closed() => socket.CloseStatus is { } status
        ? new((LinkClose)(int)status, $"The controller closed the link: {Words(socket.CloseStatusDescription, (LinkClose)(int)status)}.")
        : new(null, "The controller closed the link.");

    // A ping without an answer aborts the socket, which shows as a cancellation that nobody here asked for.
    private static bool Lost(Exception fault, CancellationToken stop) =>
        fault is WebSocketException || (fault is OperationCanceledException && !stop.IsCancellationRequested);

    // The close may have come while a frame was being sent or half received.
    private LinkException Failed(Exception fault) => socket.CloseStatus is null
        ? new(null, $"The connection was lost: {fault.Message}", fault)
        : Closed();

    private static string Words(string? reason, LinkClose close) => reason is { Length: > 0 } ? $"{reason.TrimEnd('.')} ({(int)close})" : $"{close} ({(int)close})";
}
