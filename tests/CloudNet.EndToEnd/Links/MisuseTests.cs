using System.Net;
using System.Net.WebSockets;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.EndToEnd.Enrolment;

namespace CloudNet.EndToEnd.Links;

/// <summary>A message that is too large, malformed or not allowed closes that link with a reason; the controller and all others go on.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class MisuseTests(SharedLab lab) : IAsyncLifetime
{
    private readonly RawHost host = new("misuser", IPAddress.Parse("192.168.124.201"));
    private DateTimeOffset before;

    public async ValueTask InitializeAsync()
    {
        await host.EnrolAsync(lab.Api, (await lab.Api.CreateKeyAsync("misuse")).Secret);
        before = TimeProvider.System.GetUtcNow();
    }

    /// <summary>After each of these: the controller lives, and agents' links with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await lab.Api.RemoveHostAsync("misuser");
        host.Dispose();
        Assert.True(lab.Controller.Process.IsAlive, lab.Controller.Process.Said());
        Assert.Equal(CloudNet.Contracts.Hosts.HostLinkState.Linked, (await lab.Api.HostAsync("v1")).Link);
        await lab.V1.LinkedAsync(lab.Api, before);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("""{"type":"no-such-message"}""")]
    [InlineData("""{"applied":[]}""")]
    [InlineData("""{"type":"follow","stream":"nonsense","revision":0}""")]
    [InlineData("""{"type":"follow","stream":null,"revision":0}""")]
    [InlineData("""{"type":"report","applied":null,"problems":[]}""")]
    [InlineData("""{"type":"challenge","nonce":"from the wrong side"}""")]
    public async Task AMalformedMessageClosesTheLinkWithAReason(string message)
    {
        using var link = await RawLink.OpenAsync(lab.Controller, host);
        await link.SendAsync(message);
        var (code, reason) = await link.ClosedAsync();
        Assert.Equal(LinkClose.Malformed, code);
        Assert.NotEmpty(reason);
    }

    [Fact]
    public async Task AnOversizedMessageClosesTheLinkWithAReason()
    {
        using var link = await RawLink.OpenAsync(lab.Controller, host);
        await link.SendAsync(new byte[LinkLimits.MessageBytes + 1], WebSocketMessageType.Text);
        var (code, reason) = await link.ClosedAsync();
        Assert.Equal(LinkClose.TooLarge, code);
        Assert.NotEmpty(reason);
    }

    [Fact]
    public async Task AMalformedFirstMessageClosesTheLinkToo()
    {
        using var link = await RawLink.OpenAsync(lab.Controller);
        await link.ReceiveAsync();
        await link.SendAsync("{}");
        Assert.Equal(LinkClose.Malformed, (await link.ClosedAsync()).Code);
    }

    [Fact]
    public async Task AHostThatDoesNotProveItselfIsTurnedAway()
    {
        using var impostor = new RawHost("misuser", host.Underlay);
        using var link = await RawLink.OpenAsync(lab.Controller);
        var challenge = (Challenge)await link.ReceiveAsync();
        await link.SendAsync(impostor.Hello(challenge) with { Host = host.Id });
        Assert.Equal(LinkClose.NotProven, (await link.ClosedAsync()).Code);
    }

    [Fact]
    public async Task AStreamOfANetworkThatTheHostIsNotInIsNotShown()
    {
        using var link = await RawLink.OpenAsync(lab.Controller, host);
        await link.SendAsync(new Follow(StreamName.Of(lab.BlueNetwork.Id), 0));
        Assert.Equal(LinkClose.NotAllowed, (await link.ClosedAsync()).Code);
    }

    [Fact]
    public async Task AStreamThatDoesNotExistIsNotShownEither()
    {
        using var link = await RawLink.OpenAsync(lab.Controller, host);
        await link.SendAsync(new Follow(StreamName.Of(NetworkId.New(TimeProvider.System)), 0));
        Assert.Equal(LinkClose.NotAllowed, (await link.ClosedAsync()).Code);
    }
}
