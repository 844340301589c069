using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;

namespace CloudNet.Controller.Tests.Gateway;

/// <summary>The agent's end of a link, frame by frame.</summary>
internal sealed class LinkClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly ClientWebSocket socket = new();

    public LinkClose? CloseCode => (LinkClose?)(int?)socket.CloseStatus;

    public string? CloseReason => socket.CloseStatusDescription;

    /// <summary>Opens a link and reads the challenge.</summary>
    public static async Task<(LinkClient Client, Challenge Challenge)> OpenAsync(Uri controller)
    {
        var client = new LinkClient();
        await client.socket.ConnectAsync(new UriBuilder(controller) { Scheme = "ws", Path = LinkLimits.Path }.Uri, default);
        return (client, await client.ReadAsync<Challenge>());
    }

    /// <summary>Opens a link and proves the host's identity.</summary>
    public static async Task<LinkClient> LinkAsync(Uri controller, TestHost host, params StreamRevision[] have)
    {
        var (client, challenge) = await OpenAsync(controller);
        await client.SendAsync(Hello(host.Id, host.Key, challenge, host.Underlay, have));
        await client.ReadAsync<Welcome>();
        return client;
    }

    /// <summary>Opens a link as a host from some machine; answers why it was closed, or null where it was welcomed.</summary>
    public static async Task<(LinkClient Client, LinkClose? Closed)> TryAsync(Uri controller, TestHost host, string bootId, IPAddress? underlay = null)
    {
        var (client, challenge) = await OpenAsync(controller);
        await client.SendAsync(Hello(host.Id, host.Key, challenge, underlay ?? host.Underlay) with { BootId = bootId });
        return (client, await client.ReadAsync() is Welcome ? null : client.CloseCode);
    }

    /// <summary>Reads on, and follows what it is told to follow anew, as an agent does, until the link ends.</summary>
    public async Task<LinkClose?> LiveAsync()
    {
        while (await ReadAsync() is { } message)
            if (message is Resync { Stream: var stream }) await SendAsync(new Follow(stream, 1));
        return CloseCode;
    }

    public static Hello Hello(HostId host, ECDsa key, Challenge challenge, IPAddress underlay, params StreamRevision[] have) => new(
        ProtocolVersion.Newest, host, Convert.ToBase64String(key.SignData(LinkProof.LinkPayload(host, challenge.Nonce), HashAlgorithmName.SHA256)),
        "1.2.3", "boot", underlay, have);

    public Task SendAsync(LinkMessage message) => SendAsync(JsonSerializer.Serialize(message, ContractsJson.Default.LinkMessage));

    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default);

    /// <summary>The next message; null when the link was closed.</summary>
    public async Task<LinkMessage?> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var frame = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, patience.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            frame.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return JsonSerializer.Deserialize(frame.ToArray(), ContractsJson.Default.LinkMessage);
        }
    }

    public async Task<T> ReadAsync<T>() where T : LinkMessage => Assert.IsType<T>(await ReadAsync());

    /// <summary>Reads on until the controller closes the link.</summary>
    public async Task<LinkClose?> ClosedAsync()
    {
        while (await ReadAsync() is not null) { }
        return CloseCode;
    }

    /// <summary>Drops the connection without a word.</summary>
    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
    }
}
