using System.Security.Cryptography;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Link;

/// <summary>The link over a real socket, the controller's part played by the test.</summary>
public sealed class LinkLoopTests : IAsyncLifetime
{
    private static readonly StreamName HostStream = StreamName.Of(Sample.V1);
    private static readonly StreamName BlueStream = StreamName.Of(Sample.Blue);
    private FakeGateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await FakeGateway.StartAsync();

    public async ValueTask DisposeAsync() => await gateway.DisposeAsync();

    [Fact]
    public async Task Hello_ProvesTheHostAndSaysHowFarItIs()
    {
        await using var rig = Started(InBlue(hostRevision: 3, blueRevision: 7));
        var link = await gateway.NextWelcomedAsync();
        var hello = link.Hello!;
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(rig.Key.PublicKey), out _);
        Assert.True(key.VerifyData(
            LinkProof.LinkPayload(Sample.V1, link.Nonce), Convert.FromBase64String(hello.Signature), HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        Assert.Equal(ProtocolVersion.Newest, hello.Protocol);
        Assert.Equal(Sample.Underlay(1), hello.UnderlayAddress);
        Assert.Equal([
            new(HostStream, 3), new(BlueStream, 7),
            new(StreamName.OfWorkloads(Sample.Blue), 0), new(StreamName.OfServices(Sample.Blue), 0), new(StreamName.OfPolicies(Sample.Blue), 0)], hello.Have);
        // The gateway is on this machine, and tells time to a second.
        Assert.InRange(rig.Connector.Ahead!.Value, TimeSpan.FromSeconds(-3), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task FirstLink_TakesSnapshotsAndFollowsEachNetwork()
    {
        await using var rig = Started(ViewSet.Nothing(Sample.V1));
        var link = await gateway.NextWelcomedAsync();
        Assert.Equal([new(HostStream, 0)], link.Hello!.Have);
        await link.SendAsync(new Snapshot(HostStream, 4, Sample.HostView(Sample.Blue)));
        Assert.Equal(new(BlueStream, 0), await link.ReceiveAsync<Follow>());
        await link.SendAsync(new Snapshot(BlueStream, 9, Sample.BlueView(1, 2)));
        var known = await rig.UntilAsync(known => known.Views.RevisionOf(BlueStream) == 9);
        Assert.Equal(Sample.BlueView(1, 2), known.Views.Network(Sample.Blue));
    }

    [Fact]
    public async Task Deltas_AreTakenInOrderAndOnce()
    {
        await using var rig = Started(InBlue(1, 1));
        var link = await gateway.NextWelcomedAsync();
        await link.SendAsync(Joined(2, from: 1));
        await link.SendAsync(Joined(3, from: 2));
        await link.SendAsync(Joined(2, from: 1));
        await link.SendAsync(new Delta(BlueStream, 3, 4, [new NetworkMemberRemoved(Sample.V2)]));
        var known = await rig.UntilAsync(known => known.Views.RevisionOf(BlueStream) == 4);
        Assert.Equal(Sample.BlueView(1, 3), known.Views.Network(Sample.Blue));
    }

    [Fact]
    public async Task Gap_AsksForASnapshotOnceAndKeepsWhatThereIs()
    {
        await using var rig = Started(InBlue(1, 1));
        var link = await gateway.NextWelcomedAsync();
        await link.SendAsync(Joined(3, from: 5));
        await link.SendAsync(Joined(3, from: 6));
        Assert.Equal(new(BlueStream, 0), await link.ReceiveAsync<Follow>());
        Assert.Equal(1, rig.Live.Current.Views.RevisionOf(BlueStream));
        await link.SendAsync(new Snapshot(BlueStream, 7, Sample.BlueView(1, 2, 3)));
        await rig.UntilAsync(known => known.Views.RevisionOf(BlueStream) == 7);
        // Were there a second Follow on its way, it would come before the answer to this.
        await link.SendAsync(new Resync(BlueStream));
        Assert.Equal(new(BlueStream, 7), await link.ReceiveAsync<Follow>());
    }

    [Fact]
    public async Task LeavingANetwork_UnfollowsItAndDropsItsView()
    {
        await using var rig = Started(InBlue(1, 1));
        var link = await gateway.NextWelcomedAsync();
        await link.SendAsync(new Delta(HostStream, 1, 2, [new HostNetworkRemoved(Sample.Blue), new HostNetworkAdded(Sample.Green)]));
        Assert.Equal(new(StreamName.Of(Sample.Green), 0), await link.ReceiveAsync<Follow>());
        Assert.Equal(new(BlueStream), await link.ReceiveAsync<Unfollow>());
        Assert.Null(rig.Live.Current.Views.Network(Sample.Blue));
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
