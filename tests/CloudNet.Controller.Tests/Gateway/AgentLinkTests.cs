using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Gateway;

namespace CloudNet.Controller.Tests.Gateway;

public sealed class AgentLinkTests
{
    [Fact]
    public async Task A_stream_that_is_dropped_when_the_sender_sleeps_is_told_at_once()
    {
        using var socket = new RecordingSocket();
        var link = new AgentLink(HostId.New(TimeProvider.System), "1", socket);
        using var stop = new CancellationTokenSource();
        var sending = link.SendAllAsync(stop.Token);
        var stream = StreamName.Of(NetworkId.New(TimeProvider.System));
        link.Dropped(stream);
        Assert.Equal($$"""{"type":"resync","stream":"{{stream}}"}""", await socket.NextAsync());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }
}
