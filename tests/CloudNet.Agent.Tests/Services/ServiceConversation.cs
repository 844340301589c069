using System.Net.Sockets;

namespace CloudNet.Agent.Tests.Services;

/// <summary>A connection that goes on: each line is answered by the name of who answers.</summary>
internal sealed class ServiceConversation : IAsyncDisposable
{
    private readonly NetworkStream stream;
    private readonly StreamReader reader;

    public ServiceConversation(Socket socket)
    {
        stream = new(socket, ownsSocket: true);
        reader = new(stream);
    }

    public async Task<string?> SayAsync()
    {
        await stream.WriteAsync("who\n"u8.ToArray());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        return await reader.ReadLineAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        reader.Dispose();
        await stream.DisposeAsync();
    }
}
