using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Agent.Tests.Reconcile;

/// <summary>What becomes of attachments whose namespaces are away, over boots of the machine.</summary>
public sealed class PresenceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly HashSet<string> away = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void APathThatIsAway_IsWaitedFor_AsLongAsTheMachineIsUp()
    {
        var (attachments, presence) = Boot("first");
        Attach(attachments, "web");
        presence.Look();
        away.Add("/run/netns/web");
        clock.Advance(Presence.Comeback * 100);
        Assert.True(presence.Look());
        Assert.True(presence.AnyWaiting);
        Assert.Equal(["web"], Names(attachments));
    }

    [Fact]
    public void AfterABoot_WhatDoesNotComeBack_IsReleased_AndItsAddressIsKeptForItsName()
    {
        var (attachments, presence) = Boot("first");
        var web = Attach(attachments, "web");
        Attach(attachments, "db");
        presence.Look();
        away.Add("/run/netns/web");

        (attachments, presence) = Boot("second");
        presence.Look();
        clock.Advance(Presence.Comeback - TimeSpan.FromSeconds(1));
        presence.Look();
        Assert.Equal(["web", "db"], Names(attachments));
        clock.Advance(TimeSpan.FromSeconds(1));
        presence.Look();
        Assert.Equal(["db"], Names(attachments));
        Assert.Equal(web.Addresses, attachments.Current.Lately(Sample.Blue, "web", clock.GetUtcNow()));
        Assert.False(presence.AnyWaiting);
    }

    [Fact]
    public void WhatCameBack_IsOfThisBoot_AndWaitedForAgain()
    {
        var (attachments, presence) = Boot("first");
        Attach(attachments, "web");
        presence.Look();
        (attachments, presence) = Boot("second");
        presence.Look();
        away.Add("/run/netns/web");
        clock.Advance(Presence.Comeback * 2);
        presence.Look();
        Assert.Equal(["web"], Names(attachments));
    }

    [Fact]
    public void OfAnOlderAgentsBook_NothingIsReleasedInTheBootThatItIsReadIn()
    {
        var (attachments, _) = Boot("first");
        Attach(attachments, "web");
        away.Add("/run/netns/web");
        var (again, presence) = Boot("second");
        presence.Look();
        clock.Advance(Presence.Comeback * 2);
        presence.Look();
        Assert.Equal(["web"], Names(again));
        (again, presence) = Boot("third");
        clock.Advance(Presence.Comeback);
        presence.Look();
        Assert.Empty(Names(again));
    }

    private (LiveAttachments Attachments, Presence Presence) Boot(string boot)
    {
        var attachments = new LiveAttachments(new AttachmentStore(folder.State));
        return (attachments, new(attachments, target => !away.Contains(target.Path), boot, new AgentLog(TextWriter.Null, clock), clock));
    }

    // As an agent wrote it that named no boot.
    private Attachment Attach(LiveAttachments attachments, string name)
    {
        var attachment = new Attachment(
            WorkloadId.New(clock), Sample.Blue, name, [IPAddress.Parse("10.100.1.2")], new(0x0a7700000001), $"/run/netns/{name}", "eth0",
            ImmutableSortedDictionary<string, string>.Empty, clock.GetUtcNow());
        attachments.Change(book => book.With(new(attachment, new(NetnsKind.Path, attachment.NetnsPath))));
        return attachment;
    }

    private static IEnumerable<string> Names(LiveAttachments attachments) => attachments.Current.Entries.Select(entry => entry.Attachment.Name);
}
