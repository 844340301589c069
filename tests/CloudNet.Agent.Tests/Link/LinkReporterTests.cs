using System.Collections.Immutable;
using System.Net;
using System.Threading.Channels;
using CloudNet.Agent.Link;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Agent.Tests.Link;

/// <summary>What goes up the link, over a real socket.</summary>
public sealed class LinkReporterTests : IAsyncLifetime
{
    private static readonly StreamRevision Applied = new(StreamName.Of(Sample.Blue), 7);
    private FakeGateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await FakeGateway.StartAsync();

    public async ValueTask DisposeAsync() => await gateway.DisposeAsync();

    [Fact]
    public async Task BeforeTheFirstLook_NoWorkloadsAreClaimedOrDenied()
    {
        await using var rig = Started();
        var link = await gateway.NextWelcomedAsync();
        Assert.Null((await link.ReceiveAsync<Report>()).Workloads);
    }

    [Fact]
    public async Task Workloads_GoWithTheFirstReportOfALinkAndWhenTheyChange()
    {
        await using var rig = Started();
        var web = Workload("web");
        rig.Condition.Found([Applied], [web]);
        var link = await gateway.NextWelcomedAsync();
        var first = await link.ReceiveAsync<Report>();
        Assert.Equal([Applied], first.Applied);
        Assert.Equal(web.Id, Assert.Single(first.Workloads!).Id);

        rig.Condition.Problems("kernel", ["something is wrong"]);
        // One more may come before it: that the link stands is news too.
        Report second;
        do Assert.Null((second = await link.ReceiveAsync<Report>()).Workloads);
        while (second.Problems.Count == 0);
        Assert.Equal(["something is wrong"], second.Problems);

        rig.Condition.Found([Applied], []);
        Assert.Empty((await link.ReceiveAsync<Report>()).Workloads!);

        link.Cut();
        var again = await gateway.NextWelcomedAsync();
        Assert.Empty((await again.ReceiveAsync<Report>()).Workloads!);
    }

    [Fact]
    public async Task NothingNew_IsStillReportedAsOftenAsTheControllerAsks()
    {
        await using var rig = Started();
        var link = await gateway.NextWelcomedAsync(reportEverySeconds: 1);
        await link.ReceiveAsync<Report>();
        await link.ReceiveAsync<Report>();
    }

    [Fact]
    public async Task All_IsSaidAgainNowAndThen_AlsoWhereNothingIsNew()
    {
        var (clock, condition, outbox) = (new FakeTimeProvider(), new LiveCondition(), Channel.CreateUnbounded<LinkMessage>());
        using var stop = new CancellationTokenSource();
        condition.Found([Applied], [Workload("web")]);
        var reporter = new LinkReporter(condition, new(new(clock), clock), LinkRig.Quick, clock);
        var running = reporter.RunAsync(new Welcome(ProtocolVersion.Newest, 15), outbox.Writer, stop.Token);
        Assert.Single(((Report)await outbox.Reader.ReadAsync(stop.Token)).Workloads!);
        var start = clock.GetUtcNow();
        Report next;
        do
        {
            while (!outbox.Reader.TryPeek(out _))
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(1, stop.Token);
            }
            next = (Report)await outbox.Reader.ReadAsync(stop.Token);
        }
        while (next.Workloads is null && clock.GetUtcNow() - start < LinkReporter.WholeEvery * 2);
        Assert.Single(next.Workloads!);
        Assert.InRange(clock.GetUtcNow() - start, LinkReporter.WholeEvery, LinkReporter.WholeEvery * 1.5);
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task Problems_StayWithinTheLinksBounds()
    {
        await using var rig = Started();
        rig.Condition.Problems("kernel", [.. Enumerable.Range(0, 100).Select(number => $"{number} " + new string('x', 1000))]);
        var link = await gateway.NextWelcomedAsync();
        var report = await link.ReceiveAsync<Report>();
        Assert.Equal(LinkLimits.Problems, report.Problems.Count);
        Assert.All(report.Problems, problem => Assert.InRange(problem.Length, 1, LinkLimits.ProblemLength));
        Assert.StartsWith("And 37 problems more", report.Problems[^1]);
    }

    private static WorkloadReport Workload(string name) => new(
        WorkloadId.New(TimeProvider.System), Sample.Blue, name, [IPAddress.Parse("10.100.1.2")], ImmutableDictionary<string, string>.Empty,
        TimeProvider.System.GetUtcNow());

    private LinkRig Started()
    {
        var rig = new LinkRig(gateway);
        rig.Start();
        return rig;
    }
}
