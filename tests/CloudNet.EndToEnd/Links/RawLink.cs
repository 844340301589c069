using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Wire;
using CloudNet.EndToEnd.Enrolment;

namespace CloudNet.EndToEnd.Links;

/// <summary>The link as a program may misuse it: any text, any bytes, and what the controller answers.</summary>
public sealed class RawLink : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource limit = new(Patience);

    public static async Task<RawLink> OpenAsync(LabController controller)
    {
        var link = new RawLink();
        using var client = controller.Client();
        var url = new UriBuilder(controller.Url) { Scheme = "ws", Path = LinkLimits.Path }.Uri;
        await link.socket.ConnectAsync(url, client, link.limit.Token);
        return link;
    }

    /// <summary>Opens a link and proves who it is.</summary>
    public static async Task<RawLink> OpenAsync(LabController controller, RawHost host)
    {
        var link = await OpenAsync(controller);
        await link.SendAsync(host.Hello((Challenge)await link.ReceiveAsync()));
        Assert.IsType<Welcome>(await link.ReceiveAsync());
        return link;
    }

    public Task SendAsync(LinkMessage message) => SendAsync(JsonSerializer.Serialize(message, ContractsJson.Default.LinkMessage));

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public async Task SendAsync(byte[] bytes, WebSocketMessageType type)
    {
        try
        {
            await socket.SendAsync(bytes, type, endOfMessage: true, limit.Token);
        }
        catch (WebSocketException)
        {
            // The controller closed before it had read it all; why is in the close frame.
        }
    }

    public async Task<LinkMessage> ReceiveAsync()
    {
        var text = await ReadAsync() ?? throw new InvalidOperationException($"closed: {socket.CloseStatus} {socket.CloseStatusDescription}");
        return JsonSerializer.Deserialize(text, ContractsJson.Default.LinkMessage)!;
    }

    /// <summary>Reads on until the controller closes, and returns how.</summary>
    public async Task<(LinkClose Code, string Reason)> ClosedAsync()
    {
        while (await ReadAsync() is not null) { }
        return ((LinkClose)(socket.CloseStatus ?? 0), socket.CloseStatusDescription ?? "");
    }

    public void Dispose()
    {
        socket.Dispose();
        limit.Dispose();
    }

    private async Task<string?> ReadAsync()
    {
        var text = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, limit.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return Encoding.UTF8.GetString(text.ToArray());
        }
    }
}
