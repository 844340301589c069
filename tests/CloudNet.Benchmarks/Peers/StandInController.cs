using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.Benchmarks.Peers;

/// <summary>
/// The controller's end of one agent's link, and nothing else of a controller: it sends the views that it is given, so that what is measured is the
/// agent alone. One link at a time; an agent that is started again is answered again.
/// </summary>
internal sealed class StandInController : IDisposable
{
    private readonly Socket listener;
    private WebSocket? link;
    private NetworkStream? connection;

    /// <summary>Listens in a namespace.</summary>
    public StandInController(NetworkNamespace where, IPEndPoint at)
    {
        listener = where.Make(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        listener.Bind(at);
        listener.Listen();
    }

    /// <summary>Takes an agent's link, whoever it is, and welcomes it.</summary>
    /// <returns>What it said.</returns>
    public async Task<Hello> WelcomeAsync()
    {
        Drop();
        connection = new NetworkStream(await listener.AcceptAsync(), ownsSocket: true);
        var head = await HeadAsync(connection);
        var key = head.Split("\r\n").Single(line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(' ')[1];
        await connection.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Accept(key)}\r\n\r\n"));
        link = WebSocket.CreateFromStream(connection, new WebSocketCreationOptions { IsServer = true });
        await SendAsync(new Challenge(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        var hello = await NextAsync<Hello>(_ => true);
        await SendAsync(new Welcome(ProtocolVersion.Newest, ReportEverySeconds: 60));
        return hello;
    }

    /// <summary>Sends a message.</summary>
    public Task SendAsync(LinkMessage message) =>
        link!.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message, ContractsJson.Default.LinkMessage), WebSocketMessageType.Text, true, default);

    /// <summary>Waits until the kernel was found to agree with a revision.</summary>
    public Task AppliedAsync(StreamName stream, long revision) =>
        NextAsync<Report>(report => report.Applied.Any(applied => applied.Stream == stream && applied.Revision >= revision));

    /// <summary>Waits for a message.</summary>
    public async Task<T> NextAsync<T>(Func<T, bool> like)
        where T : LinkMessage
    {
        while (true)
        {
            using var frame = new MemoryStream();
            var buffer = new byte[16 * 1024];
            WebSocketReceiveResult part;
            do
            {
                part = await link!.ReceiveAsync(buffer, default);
                frame.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException($"The agent ended its link: {part.CloseStatusDescription}");
            if (JsonSerializer.Deserialize(frame.ToArray(), ContractsJson.Default.LinkMessage) is T message && like(message)) return message;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Drop();
        listener.Dispose();
    }

    private void Drop()
    {
        link?.Dispose();
        connection?.Dispose();
    }

    private static async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    // RFC 6455, 4.2.2.
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
}
