using CloudNet.Agent.Link;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Agent.Tests.Link;

public sealed class LinkInboxTests
{
    private static readonly StreamName Blue = StreamName.Of(Sample.Blue);
    private static readonly LinkMessage Announced = new Snapshot(StreamName.Of(Sample.V1), 1, Sample.HostView(Sample.Blue));
    private static readonly StreamName BlueWorkloads = StreamName.OfWorkloads(Sample.Blue);
    private readonly LinkInbox inbox = new(new(ViewSet.Nothing(Sample.V1), false), new(), new FakeTimeProvider());

    [Fact]
    public void SnapshotThatDidNotFit_IsAskedForAgain()
    {
        Assert.Equal([new Follow(Blue, 0), new Follow(BlueWorkloads, 0), new Follow(StreamName.OfServices(Sample.Blue), 0),
            new Follow(StreamName.OfPolicies(Sample.Blue), 0)], inbox.Take(Announced));
        Assert.Equal([new Follow(Blue, 0)], inbox.Take(new Resync(Blue)));
    }

    [Fact]
    public void GapsOfABurst_AreOneQuestion()
    {
        inbox.Take(Announced);
        Assert.Empty(inbox.Take(new Delta(Blue, 4, 5, [])));
        Assert.Empty(inbox.Take(new Delta(Blue, 5, 6, [])));
    }
}
