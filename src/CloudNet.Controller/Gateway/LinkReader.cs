using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Wire;

namespace CloudNet.Controller.Gateway;

/// <summary>
/// The receiving half of one agent's link: whole messages, bounded in size and rate. An idle link holds no buffer: the
/// reader waits with an empty one and rents when something is there.
/// </summary>
public sealed class LinkReader(WebSocket socket, TimeProvider clock)
{
    private const int Chunk = 4096;
    private double allowance = LinkLimits.MessageBurst;
    private long lastMessage = clock.GetTimestamp();

    /// <summary>The next message; null when the agent closed the link.</summary>
    /// <exception cref="LinkRefusal">The message is out of bounds or cannot be understood.</exception>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    public async Task<LinkMessage?> ReadAsync(CancellationToken cancel)
    {
        var empty = await socket.ReceiveAsync(Memory<byte>.Empty, cancel);
        if (empty.MessageType == WebSocketMessageType.Close) return null;
        if (empty.EndOfMessage) throw new LinkRefusal(LinkClose.Malformed, "a message is not empty");
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length) buffer = Grow(buffer);
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancel);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                if (part.MessageType == WebSocketMessageType.Binary) throw new LinkRefusal(LinkClose.Malformed, "messages are text, this one was binary");
                length += part.Count;
                if (length > LinkLimits.MessageBytes) throw new LinkRefusal(LinkClose.TooLarge, $"a message is at most {LinkLimits.MessageBytes} bytes");
                if (part.EndOfMessage) break;
            }
            CheckRate();
            return Parse(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static LinkMessage Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ContractsJson.Default.LinkMessage)
                ?? throw new LinkRefusal(LinkClose.Malformed, "a message is an object, not null");
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or FormatException or ArgumentException)
        {
            throw new LinkRefusal(LinkClose.Malformed, "not a message of this protocol: " + fault.Message);
        }
    }

    private void CheckRate()
    {
        var now = clock.GetTimestamp();
        allowance += clock.GetElapsedTime(lastMessage, now).TotalSeconds * LinkLimits.MessagesPerSecond;
        allowance = Math.Min(allowance, LinkLimits.MessageBurst) - 1;
        lastMessage = now;
        if (allowance < 0) throw new LinkRefusal(LinkClose.TooMany, $"at most {LinkLimits.MessagesPerSecond} messages a second");
    }
}
