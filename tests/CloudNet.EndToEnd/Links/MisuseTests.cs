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
    private readonly RawHost witness = new("witness", IPAddress.Parse("192.168.124.202"));
    private RawLink others = null!;

    public async ValueTask InitializeAsync()
    {
        var key = await lab.Api.CreateKeyAsync("misuse", 2);
        await host.EnrolAsync(lab.Api, key.Secret);
        await witness.EnrolAsync(lab.Api, key.Secret);
        others = await RawLink.OpenAsync(lab.Controller, witness);
    }

    /// <summary>After each of these: the controller lives, and the link that another host had open all the time is served.</summary>
    public async ValueTask DisposeAsync()
    {
        Assert.True(lab.Controller.Process.IsAlive, lab.Controller.Process.Said());
        await others.SendAsync(new Follow(StreamName.Of(witness.Id), 0));
        Assert.Equal(witness.Id, Assert.IsType<HostView>(Assert.IsType<Snapshot>(await others.ReceiveAsync()).View).Id);
        others.Dispose();
        await lab.Api.RemoveHostAsync("misuser");
        await lab.Api.RemoveHostAsync("witness");
        host.Dispose();
        witness.Dispose();
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
