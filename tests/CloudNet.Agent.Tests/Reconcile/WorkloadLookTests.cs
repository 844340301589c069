using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Agent.Tests.Reconcile;

/// <summary>Workloads that come and go cost a look at their own links, and all else is looked at whenever it may differ.</summary>
public sealed class WorkloadLookTests
{
    private static readonly ViewSet InBlue =
        ViewSet.Nothing(Sample.V1).With(new(1, Sample.HostView(Sample.Blue))).With(new(1, Sample.BlueView(1, 2)));

    [Fact]
    public async Task AttachAndDetach_ReadTheirOwnLinkAndNothingElse()
    {
        await using var rig = new ReconcileRig(InBlue, new FakeTimeProvider());
        await rig.StartAsync();
        await rig.LookAsync();
        var reads = rig.Counted.Reads;
        var web = rig.Attach("web", "10.100.1.2");
        var veth = LinkNames.Veth(web.Attachment.Id);
        var result = await rig.Triggers.AskAsync(veth).Soon();
        Assert.Null(result.WhyNot(web.Attachment));
        Assert.Equal(rig.Planned(web.Attachment), rig.Kernel.State);
        Assert.Equal("web", Assert.Single(rig.Condition.Current.Workloads!.Value).Name);
        rig.Attachments.Change(book => book.Without(web, DateTimeOffset.UnixEpoch));
        Assert.False((await rig.Triggers.AskAsync(veth).Soon()).Has(web.Attachment));
        Assert.Equal(rig.Planned(), rig.Kernel.State);
        Assert.Equal([veth, veth], rig.Counted.LinksRead);
        Assert.Equal(reads, rig.Counted.Reads);
    }

    [Fact]
    public async Task LinkThatIsGoneInSecret_IsNotTakenForThere()
    {
        await using var rig = new ReconcileRig(InBlue, new FakeTimeProvider());
        var web = rig.Attach("web", "10.100.1.2");
        await rig.StartAsync();
        await rig.LookAsync();
        rig.Kernel.State = rig.Planned();
        Assert.Null((await rig.Triggers.AskAsync(LinkNames.Veth(web.Attachment.Id)).Soon()).WhyNot(web.Attachment));
        Assert.Equal(rig.Planned(web.Attachment), rig.Kernel.State);
    }

    [Fact]
    public async Task LinkThatCannotBeMade_IsReportedAfterALookAtAll()
    {
        await using var rig = new ReconcileRig(InBlue, new FakeTimeProvider());
        await rig.StartAsync();
        await rig.LookAsync();
        var reads = rig.Counted.Reads;
        var web = rig.Attach("web", "10.100.1.2");
        rig.Kernel.MissingNamespaces.Add(web.Attachment.NetnsPath);
        var result = await rig.Triggers.AskAsync(LinkNames.Veth(web.Attachment.Id)).Soon();
        Assert.Contains("netns", result.WhyNot(web.Attachment));
        Assert.True(rig.Counted.Reads > reads);
    }

    [Fact]
    public async Task EventOfAWorkloadsLink_RepairsItThoughNothingElseIsRead()
    {
        var clock = new FakeTimeProvider();
        await using var rig = new ReconcileRig(InBlue, clock);
        var web = rig.Attach("web", "10.100.1.2");
        await rig.StartAsync();
        await rig.LookAsync();
        rig.Kernel.State = rig.Planned();
        rig.Kernel.Announce(KernelEventKind.Link, LinkNames.Veth(web.Attachment.Id));
        using var deadline = new CancellationTokenSource(Within.Limit);
        while (rig.Kernel.State != rig.Planned(web.Attachment))
        {
            if (clock.GetUtcNow() - clock.Start < TimeSpan.FromSeconds(1)) clock.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Delay(5, deadline.Token);
        }
    }

    [Fact]
    public async Task WorkloadsThatComeAllTheTime_DoNotPutOffTheLookAtAll()
    {
        var clock = new FakeTimeProvider();
        await using var rig = new ReconcileRig(InBlue, clock);
        var web = rig.Attach("web", "10.100.1.2");
        await rig.StartAsync();
        await rig.LookAsync();
        rig.Kernel.State = rig.Kernel.State with { Routes = KernelItems<KernelRoute>.None };
        var reads = rig.Counted.Reads;
        for (var passed = TimeSpan.Zero; passed < ReconcileLoop.Period; passed += TimeSpan.FromSeconds(10))
        {
            await rig.Triggers.AskAsync(LinkNames.Veth(web.Attachment.Id)).Soon();
            Assert.Equal(reads, rig.Counted.Reads);
            clock.Advance(TimeSpan.FromSeconds(10));
        }
        await rig.Triggers.AskAsync(LinkNames.Veth(web.Attachment.Id)).Soon();
        Assert.Equal(rig.Planned(web.Attachment), rig.Kernel.State);
    }
}
