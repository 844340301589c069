using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Wire;
using Microsoft.AspNetCore.Http;

namespace CloudNet.Agent.Tests.Link;

/// <summary>The controller's end of one link.</summary>
internal sealed class FakeLink(WebSocket socket, HttpContext context)
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ended => ended.Task;

    public string Nonce { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>What the agent said first.</summary>
    public Hello? Hello { get; private set; }

    public async Task GreetAsync(int reportEverySeconds = 15)
    {
        await SendAsync(new Challenge(Nonce));
        Hello = await ReceiveAsync<Hello>();
        await SendAsync(new Welcome(ProtocolVersion.Newest, reportEverySeconds));
    }

    public Task SendAsync(LinkMessage message) => SendTextAsync(JsonSerializer.Serialize(message, ContractsJson.Default.LinkMessage));

    public Task SendTextAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None).Soon();

    /// <summary>The next message of this kind; reports, abilities and wishes for workloads and services in between are passed over unless asked for.</summary>
    public async Task<T> ReceiveAsync<T>(Func<T, bool>? like = null)
        where T : LinkMessage
    {
        // Reports come for ever: that one comes at last which is asked for is bounded too.
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (TimeProvider.System.GetElapsedTime(began) > 2 * Within.Limit) throw new TimeoutException($"No {typeof(T).Name} came as it was awaited.");
            var message = await ReceiveAnyAsync() ?? throw new InvalidOperationException($"The agent closed the link; a {typeof(T).Name} was awaited.");
            var isBeside = (message as Follow)?.Stream is { Network: null, Host: null } || (message as Unfollow)?.Stream is { Network: null, Host: null };
            if (message is T wanted && (like is null ? !isBeside : like(wanted))) return wanted;
            if (!isBeside && message is not (Report or Abilities)) throw new InvalidOperationException($"The agent sent {message}; a {typeof(T).Name} was awaited.");
        }
    }

    /// <summary>The next message, or null where the agent closed or went away.</summary>
    public async Task<LinkMessage?> ReceiveAnyAsync()
    {
        var frame = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().Soon();
                if (part.MessageType == WebSocketMessageType.Close) return null;
                frame.Write(buffer, 0, part.Count);
                if (part.EndOfMessage) return JsonSerializer.Deserialize(frame.ToArray(), ContractsJson.Default.LinkMessage);
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    /// <summary>Waits until the agent left the link, whatever it still reports before, and ends this side.</summary>
    public async Task LeftAsync()
    {
        async Task DrainAsync()
        {
            while (await ReceiveAnyAsync() is not null) { }
        }

        await DrainAsync().Soon();
        Cut();
    }

    /// <summary>Closes with a code, and waits for the agent's part of it.</summary>
    public async Task CloseAsync(LinkClose code, string reason)
    {
        await socket.CloseOutputAsync((WebSocketCloseStatus)(int)code, reason, CancellationToken.None).Soon();
        while (await ReceiveAnyAsync() is not null) { }
        ended.TrySetResult();
    }

    /// <summary>Cuts the connection without a word, in the middle of whatever was on its way.</summary>
    public void Cut()
    {
        if (ended.Task.IsCompleted) return; // The request is over and its context no more to be touched.
        context.Abort();
        ended.TrySetResult();
    }
}
