using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Control;
using CloudNet.Agent.Tests.Attach;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Link;
using CloudNet.Agent.Tests.Services;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using Xunit;

namespace CloudNet.Agent.Tests.Health;

/// <summary>A whole agent checks what is attached to it, and its services heed that.</summary>
[Trait("needs", "root")]
public sealed class HealthKeeperTests
{
    private const string Listed = "nft list table inet cloudnet-services";

    private static readonly NetworkService Web = Served.WebService with
    {
        Addresses = [IPAddress.Parse("10.100.0.17")], Ports = [new(80, 8080)],
        HealthCheck = new(HealthCheckKind.Tcp, 8080, IntervalSeconds: 1, TimeoutSeconds: 1, Rise: 1, Fall: 2),
    };

    private static readonly NetworkView Blue = Sample.BlueView(1, 2) with
    {
        Settings = Sample.BlueView().Settings with { ServiceRanges = [IPNetwork.Parse("10.100.0.0/24")] },
    };

    [Fact]
    public async Task A_backend_is_in_from_its_first_answer_out_when_it_is_dead_and_drained_on_demand()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        await using var web = await NetworkNamespace.CreateAsync();
        var link = await rig.Gateway.NextWelcomedAsync();
        await TellAsync(link, Other("10.100.2.9"));
        await HasAsync(rig, "10.100.0.17 . tcp . 80 : goto ip-random-1");
        var address = (await rig.AttachAsync(web.Name, "web", labels: ["app=web"])).Addresses.Single();

        // Reported as failing with the same report that says that it is there.
        var first = await link.ReceiveAsync<Report>(report => report.Workloads is { Count: 1 });
        Assert.Equal([new FailingCheck(Served.Id(1), "it was not found to serve yet")], first.Workloads![0].Failing!);
        await HasAsync(rig, "goto ip-random-1");
        await web.ServeAsync(8080);
        await ReportsAsync(link, failing: false);
        await HasAsync(rig, "goto ip-random-2", $"10.100.0.17 . tcp . 80 : {address} . 8080");
        Assert.Equal(("attached", false, 0), Stands(Assert.Single(await rig.ListAsync())));

        await web.StopAsync();
        var failing = await ReportsAsync(link, failing: true);
        Assert.Equal($"TCP to {address}:8080: Connection refused", failing.Failing!.Single().Reason);
        await HasAsync(rig, "goto ip-random-1", "10.100.0.17 . tcp . 80 : 10.100.2.9 . 8080");
        Assert.Equal([$"web: TCP to {address}:8080: Connection refused"], (await rig.ListAsync()).Single().Failing);
        await web.ServeAsync(8080);
        await ReportsAsync(link, failing: false);
        await HasAsync(rig, "goto ip-random-2");

        Assert.True(Assert.IsType<WorkloadAnswer>(await rig.Control.AskAsync(new DrainRequest("web", null, true), CancellationToken.None)).Workload.IsDraining);
        await HasAsync(rig, "goto ip-random-1");
        Assert.True((await link.ReceiveAsync<Report>(report => report.Workloads is [{ IsDraining: true }])).Workloads!.Single().IsDraining);
        await rig.Control.AskAsync(new DrainRequest("web", null, false), CancellationToken.None);
        await HasAsync(rig, "goto ip-random-2");
    }

    [Fact]
    public async Task Where_all_fail_all_stay_and_an_alarm_is_raised_and_what_was_told_stands_after_a_start()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        await using var web = await NetworkNamespace.CreateAsync();
        var link = await rig.Gateway.NextWelcomedAsync();
        await TellAsync(link);
        var attached = await rig.AttachAsync(web.Name, "web", labels: ["app=web"]);
        var report = await link.ReceiveAsync<Report>(
            report => report.Problems.Any(problem => problem.StartsWith("All backends of service web", StringComparison.Ordinal)));
        Assert.Contains(report.Problems, problem => problem
            == $"All backends of service web of network blue fail its health check; they get connections all the same. web here: TCP to {attached.Addresses.Single()}:8080: Connection refused.");
        await HasAsync(rig, $"10.100.0.17 . tcp . 80 : {attached.Addresses.Single()} . 8080");

        await link.SendAsync(new Delta(StreamName.OfWorkloads(Sample.Blue), 1, 2,
            [new WorkloadSet(Sample.V2, new(Guid.NewGuid()), Other("10.100.2.9")), new WorkloadSet(Sample.V1, attached.Id, Told(attached, Served.Id(1)))]));
        await HasAsync(rig, "goto ip-random-1", "10.100.0.17 . tcp . 80 : 10.100.2.9 . 8080");
        await link.ReceiveAsync<Report>(report => report.Problems.Count == 0);
        await rig.StopAsync();
        await rig.RunAsync();
        link = await rig.Gateway.NextWelcomedAsync();
        var again = await link.ReceiveAsync<Report>(report => report.Workloads is { Count: 1 });
        Assert.Equal(Served.Id(1), again.Workloads!.Single().Failing!.Single().Service);
        await HasAsync(rig, "goto ip-random-1");

        await link.SendAsync(new Delta(StreamName.OfServices(Sample.Blue), 1, 2, [new ServiceSet(Served.Id(1), Web with { HealthCheck = null })]));
        await HasAsync(rig, "goto ip-random-2");
        await ReportsAsync(link, failing: false);
    }

    [Fact]
    public async Task A_shorter_interval_holds_at_once()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        await using var web = await NetworkNamespace.CreateAsync();
        var link = await rig.Gateway.NextWelcomedAsync();
        await TellAsync(link, Other("10.100.2.9"));
        await link.SendAsync(new Delta(StreamName.OfServices(Sample.Blue), 1, 2,
            [new ServiceSet(Served.Id(1), Web with { HealthCheck = Web.HealthCheck! with { IntervalSeconds = HealthCheckBounds.IntervalSeconds } })]));
        await rig.AttachAsync(web.Name, "web", labels: ["app=web"]);
        await web.ServeAsync(8080);
        await ReportsAsync(link, failing: false);
        await web.StopAsync();
        await link.SendAsync(new Delta(StreamName.OfServices(Sample.Blue), 2, 3, [new ServiceSet(Served.Id(1), Web)]));
        await ReportsAsync(link, failing: true);
    }

    private static (string, bool, int) Stands(WorkloadState workload) => (workload.State, workload.IsDraining, workload.Failing.Count);

    private static async Task TellAsync(FakeLink link, params NetworkWorkload[] others)
    {
        View workloads = new WorkloadsView(Sample.Blue, ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty);
        foreach (var other in others) workloads = workloads.After(new WorkloadSet(Sample.V2, new(Guid.NewGuid()), other));
        await link.SendAsync(new Snapshot(StreamName.OfWorkloads(Sample.Blue), 1, workloads));
        await link.SendAsync(new Snapshot(StreamName.OfServices(Sample.Blue), 1,
            new ServicesView(Sample.Blue, ImmutableSortedDictionary<ServiceId, NetworkService>.Empty.Add(Served.Id(1), Web))));
    }

    private static async Task<WorkloadReport> ReportsAsync(FakeLink link, bool failing) =>
        (await link.ReceiveAsync<Report>(report => report.Workloads is [var one] && one.Failing is { Count: > 0 } == failing)).Workloads!.Single();

    private static NetworkWorkload Other(string address) => new("other", [IPAddress.Parse(address)], Served.Web, DateTimeOffset.UnixEpoch);

    private static NetworkWorkload Told(WorkloadState own, ServiceId failing) => new(own.Name, [.. own.Addresses], Served.Web, own.AttachedAt, [failing]);

    private static async Task HasAsync(AgentRig rig, params string[] lines)
    {
        using var deadline = new CancellationTokenSource(Within.Limit);
        for (var text = ""; !lines.All(line => text.Contains(line, StringComparison.Ordinal)); await Task.Delay(20, deadline.Token))
            text = await rig.Host.RunAsync($"{Listed} 2> /dev/null || true");
    }
}
