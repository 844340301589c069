using System.Security.Cryptography;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Link;

/// <summary>Links that end, and what becomes of the host's knowledge: over a real socket, the controller's part played by the test.</summary>
public sealed class LinkFaultTests : IAsyncLifetime
{
    private static readonly StreamName HostStream = StreamName.Of(Sample.V1);
    private static readonly StreamName BlueStream = StreamName.Of(Sample.Blue);
    private FakeGateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await FakeGateway.StartAsync();

    public async ValueTask DisposeAsync() => await gateway.DisposeAsync();

    [Fact]
    public async Task LinkCutInABurst_ComesBackWithTheRevisionReached()
    {
        await using var rig = Started(InBlue(1, 1));
        var link = await gateway.NextWelcomedAsync();
        for (var revision = 1; revision <= 50; revision++) await link.SendAsync(Joined(2, from: revision));
        await rig.UntilAsync(known => known.Views.RevisionOf(BlueStream) >= 10);
        link.Cut();
        var again = await gateway.NextWelcomedAsync();
        var have = again.Hello!.Have.Single(have => have.Stream == BlueStream).Revision;
        Assert.Equal(rig.Live.Current.Views.RevisionOf(BlueStream), have);
        Assert.InRange(have, 10, 51);
        await again.SendAsync(new Delta(BlueStream, have, 60, [new NetworkMemberSet(Sample.Member(3))]));
        var known = await rig.UntilAsync(known => known.Views.RevisionOf(BlueStream) == 60);
        Assert.Equal(Sample.BlueView(1, 2, 3), known.Views.Network(Sample.Blue));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"type\":\"no-such-message\"}")]
    [InlineData("{\"type\":\"delta\",\"stream\":\"nonsense\",\"from\":1,\"to\":2,\"operations\":[]}")]
    [InlineData("{\"type\":\"snapshot\"}")]
    [InlineData("{\"type\":\"welcome\",\"protocol\":1,\"reportEverySeconds\":5}")]
    public async Task Nonsense_DropsTheLinkAndKeepsTheViews(string frame)
    {
        await using var rig = Started(InBlue(1, 1));
        var link = await gateway.NextWelcomedAsync();
        await link.SendTextAsync(frame);
        while (await link.ReceiveAnyAsync() is not null) { }
        link.Cut();
        var again = await gateway.NextWelcomedAsync();
        Assert.Equal([
            new(HostStream, 1), new(BlueStream, 1),
            new(StreamName.OfWorkloads(Sample.Blue), 0), new(StreamName.OfServices(Sample.Blue), 0), new(StreamName.OfPolicies(Sample.Blue), 0)],
                again.Hello!.Have);
        Assert.Equal(Sample.BlueView(1, 2), rig.Live.Current.Views.Network(Sample.Blue));
    }

    [Fact]
    public async Task HostRemoved_IsKeptOnDiskUntilTheControllerTakesTheHostInAgain()
    {
        await using var rig = Started(InBlue(1, 1));
        var link = await gateway.NextAsync();
        await link.SendAsync(new Challenge(link.Nonce));
        await link.ReceiveAsync<Hello>();
        await link.CloseAsync(LinkClose.HostRemoved, "host v1 was removed");
        var known = await rig.UntilAsync(known => known.Removed);
        Assert.False(known.Views.Any);
        Assert.NotNull(RemovedMark.Load(rig.Folder, Sample.V1));

        var again = await gateway.NextWelcomedAsync();
        Assert.Equal([new(HostStream, 0)], again.Hello!.Have);
        await rig.UntilAsync(known => !known.Removed);
        Assert.Null(RemovedMark.Load(rig.Folder, Sample.V1));
    }

    [Fact]
    public async Task IdentityInUse_KeepsTheViewsAndIsTriedAgain_AndSaysTheWayOut()
    {
        await using var rig = Started(InBlue(1, 1));
        var link = await gateway.NextAsync();
        await link.SendAsync(new Challenge(link.Nonce));
        Assert.Equal(("boot", 4026531840), ((await link.ReceiveAsync<Hello>()) is { } hello ? (hello.BootId, hello.Netns) : default));
        await link.CloseAsync(LinkClose.IdentityInUse, "another machine is linked as host 'v1'");
        var again = await gateway.NextWelcomedAsync();
        Assert.Equal([
            new(HostStream, 1), new(BlueStream, 1),
            new(StreamName.OfWorkloads(Sample.Blue), 0), new(StreamName.OfServices(Sample.Blue), 0), new(StreamName.OfPolicies(Sample.Blue), 0)],
                again.Hello!.Have);
        Assert.Equal(Sample.BlueView(1, 2), rig.Live.Current.Views.Network(Sample.Blue));
        Assert.Contains("another machine is linked as host 'v1' (4423). If this machine is a copy of the other: stop the agent", rig.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoController_IsTriedUntilThereIsOne()
    {
        var port = gateway.Port;
        await gateway.DisposeAsync();
        await using var rig = Started(InBlue(1, 1));
        gateway = await FakeGateway.StartAsync(port);
        var link = await gateway.NextWelcomedAsync();
        Assert.Equal(Sample.V1, link.Hello!.Host);
    }

    [Fact]
    public async Task SilentController_IsGivenUpAfterTheStepsTime()
    {
        await using var rig = new LinkRig(gateway, timings: new() { Step = TimeSpan.FromMilliseconds(100), FirstRetry = TimeSpan.FromMilliseconds(10) });
        rig.Start();
        var silent = await gateway.NextAsync();
        var again = await gateway.NextAsync();
        Assert.NotSame(silent, again);
        silent.Cut();
        again.Cut();
    }

    [Fact]
    public async Task Stopping_SaysGoodbye()
    {
        await using var rig = Started(InBlue(1, 1));
        var link = await gateway.NextWelcomedAsync();
        await link.ReceiveAsync<Report>();
        var closed = link.ReceiveAnyAsync();
        await rig.StopAsync();
        Assert.Null(await closed.Soon());
    }

    private static ViewSet InBlue(long hostRevision, long blueRevision) => ViewSet.Nothing(Sample.V1)
        .With(new(hostRevision, Sample.HostView(Sample.Blue)))
        .With(new(blueRevision, Sample.BlueView(1, 2)));

    private static Delta Joined(int member, long from) => new(BlueStream, from, from + 1, [new NetworkMemberSet(Sample.Member(member))]);

    private LinkRig Started(ViewSet start)
    {
        var rig = new LinkRig(gateway, start);
        rig.Start();
        return rig;
    }
}
