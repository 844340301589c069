using System.Threading.Channels;
using CloudNet.Agent.Link;
using CloudNet.Agent.State;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using Xunit;

namespace CloudNet.Agent.Tests.Link;

/// <summary>What a host has to build networks by is told once, and again when it is something else; to a controller that knows the message.</summary>
public sealed class LinkAbilityTests
{
    private readonly Channel<LinkMessage> outbox = Channel.CreateUnbounded<LinkMessage>();
    private readonly Wake changed = new();
    private Abilities now = new([new(NetworkDriver.Vxlan, "kernel")], []);

    [Fact]
    public async Task It_is_told_at_once_and_when_it_is_something_else()
    {
        using var stop = new CancellationTokenSource();
        var telling = new LinkAbilities(_ => Task.FromResult(now), changed, TimeProvider.System).RunAsync(new(3, 15), outbox.Writer, stop.Token);
        Assert.Equal(now, await outbox.Reader.ReadAsync(TestContext.Current.CancellationToken));
        changed.Call(); // nothing new
        now = new([new(NetworkDriver.Vxlan, null, "gone")], []);
        changed.Call();
        Assert.Equal(now, await outbox.Reader.ReadAsync(TestContext.Current.CancellationToken));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => telling);
        Assert.Equal(0, outbox.Reader.Count);
    }

    [Fact]
    public async Task A_controller_from_before_is_told_nothing()
    {
        using var stop = new CancellationTokenSource();
        var telling = new LinkAbilities(_ => Task.FromResult(now), changed, TimeProvider.System).RunAsync(new(2, 15), outbox.Writer, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => telling);
        Assert.Equal(0, outbox.Reader.Count);
    }
}
