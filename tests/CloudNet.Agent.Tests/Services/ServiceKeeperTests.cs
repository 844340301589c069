using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Control;
using CloudNet.Agent.Tests.Attach;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using Xunit;

namespace CloudNet.Agent.Tests.Services;

/// <summary>A whole agent keeps the table of services of its kernel.</summary>
[Trait("needs", "root")]
public sealed class ServiceKeeperTests
{
    private const string Listed = "nft list table inet cloudnet-services";
    private static readonly StreamName Stream = StreamName.OfServices(Sample.Blue);
    private static readonly NetworkService Web = Served.WebService with { Addresses = [IPAddress.Parse("10.100.0.17")] };

    private static readonly NetworkView Blue = Sample.BlueView(1, 2) with
    {
        Settings = Sample.BlueView().Settings with { ServiceRanges = [IPNetwork.Parse("10.100.0.0/24")] },
    };

    [Fact]
    public async Task What_is_told_attached_and_taken_away_is_in_the_kernel_at_once_and_stays_without_the_agent()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        await using var web = await NetworkNamespace.CreateAsync();
        var link = await rig.Gateway.NextWelcomedAsync();
        await link.SendAsync(new Snapshot(StreamName.OfWorkloads(Sample.Blue), 1, Others()));
        await link.SendAsync(new Snapshot(Stream, 1, View()));
        await link.ReceiveAsync<Report>(report => report.Applied.Contains(new(Stream, 1)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Host.RunAsync(Listed));

        await link.SendAsync(new Delta(Stream, 1, 2, [new ServiceSet(Served.Id(1), Web)]));
        await link.ReceiveAsync<Report>(report => report.Applied.Contains(new(Stream, 2)));
        // A workload of this host is a backend before the controller has told of it.
        var attached = await rig.AttachAsync(web.Name, "web", labels: ["app=web"]);
        await HasAsync(rig, $"10.100.0.17 . tcp . 80 : {attached.Addresses.Single()} . 8080");
        await link.SendAsync(new Delta(StreamName.OfWorkloads(Sample.Blue), 1, 2, [new WorkloadSet(Sample.V2, new(Guid.NewGuid()), Other("10.100.2.9"))]));
        await HasAsync(rig, "10.100.0.17 . tcp . 80 : 10.100.2.9 . 8080");

        await rig.Control.AskAsync(new LabelRequest("web", null, Served.Labels("app=api"), []), CancellationToken.None);
        await HasAsync(rig, "goto ip-random-1");
        Assert.Equal("api", Assert.Single((await link.ReceiveAsync<Report>(report => report.Workloads is [{ Labels: var labels }] && labels["app"] == "api")).Workloads!).Labels["app"]);
        await rig.Control.AskAsync(new LabelRequest("web", null, Served.Web, []), CancellationToken.None);
        await HasAsync(rig, "goto ip-random-2");

        await rig.Host.RunAsync("nft flush table inet cloudnet-services; nft flush map inet cloudnet-services ip-services");
        await HasAsync(rig, "goto ip-random-2", "ip daddr 10.100.0.0/24 goto refused");
        await rig.StopAsync();
        var before = await rig.Host.RunAsync(Listed);
        await rig.RunAsync();
        await rig.SettledAsync();
        Assert.Equal(before, await rig.Host.RunAsync(Listed));
        await HasAsync(rig, "goto ip-random-2");

        link = await rig.Gateway.NextWelcomedAsync();
        await link.SendAsync(new Delta(Stream, 2, 3, [new ServiceRemoved(Served.Id(1))]));
        await link.ReceiveAsync<Report>(report => report.Applied.Contains(new(Stream, 3)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Host.RunAsync(Listed));
    }

    private static ServicesView View() => new(Sample.Blue, ImmutableSortedDictionary<CloudNet.Contracts.Services.ServiceId, NetworkService>.Empty);

    private static WorkloadsView Others() => new(Sample.Blue, ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty);

    private static NetworkWorkload Other(string address) => new("other", [IPAddress.Parse(address)], Served.Web, DateTimeOffset.UnixEpoch);

    private static async Task HasAsync(AgentRig rig, params string[] lines)
    {
        using var deadline = new CancellationTokenSource(Within.Limit);
        for (var text = ""; !lines.All(line => text.Contains(line, StringComparison.Ordinal)); await Task.Delay(20, deadline.Token))
            text = await rig.Host.RunAsync($"{Listed} 2> /dev/null || true");
    }
}
