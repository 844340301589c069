using System.Collections.Immutable;
using CloudNet.Agent.Control;
using CloudNet.Agent.Tests.Attach;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Link;
using CloudNet.Agent.Tests.Services;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using Xunit;

namespace CloudNet.Agent.Tests.Policies;

/// <summary>A whole agent keeps the tables of policies of its kernel, and tells what was matched.</summary>
[Trait("needs", "root")]
public sealed class PolicyKeeperTests
{
    private const string Listed = "nft list table inet cloudnet-policy; nft list table bridge cloudnet-policy";
    private static readonly StreamName Stream = StreamName.OfPolicies(Sample.Blue);

    [Fact]
    public async Task What_is_told_attached_and_taken_away_is_in_the_kernel_at_once_and_stays_without_the_agent()
    {
        await using var rig = await AgentRig.StartAsync(Sample.BlueView(1, 2));
        await using var db = await NetworkNamespace.CreateAsync();
        await using var other = await NetworkNamespace.CreateAsync();
        var link = await rig.Gateway.NextWelcomedAsync();
        await BeginAsync(link);
        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Host.RunAsync(Listed));

        await link.SendAsync(new Delta(Stream, 1, 2,
            [new PolicySet(Policed.Id(1), Policed.WebToDb), new PolicyDefaultsSet(new(PolicyDefault.Deny, PolicyDefault.Allow))]));
        await link.ReceiveAsync<Report>(report => report.Applied.Contains(new(Stream, 2)));
        // A workload of this host is known before the controller has told of it.
        var attached = await rig.AttachAsync(db.Name, "db", labels: ["app=db"]);
        var beside = await rig.AttachAsync(other.Name, "other");
        var address = attached.Addresses.Single();
        await HasAsync(rig, $"{address} }}", $". {address}", "ingress default of network blue");
        await rig.Control.AskAsync(new LabelRequest("other", null, Served.Labels("app=web"), []), CancellationToken.None);
        await HasAsync(rig, $"{beside.Addresses.Single()} }}");

        await rig.Host.RunAsync("nft flush ruleset");
        await HasAsync(rig, "policy web-to-db of network blue", $". {address}", "bridge cloudnet-policy");

        // What is refused is counted, and told.
        await other.RunAsync($"timeout 3 socat - TCP:{address}:80,connect-timeout=1 < /dev/null 2> /dev/null || true");
        var told = (await link.ReceiveAsync<Report>(report => report.PolicyCounts is { Count: > 0 })).PolicyCounts!.Single();
        Assert.True(told is { Policy: null, Direction: PolicyDirection.Ingress, Packets: > 0, Bytes: > 0 });

        await rig.StopAsync();
        var before = await rig.Host.RunAsync(Listed);
        await rig.RunAsync();
        await rig.SettledAsync();
        await HasAsync(rig, $". {address}");
        Assert.Equal(before, await rig.Host.RunAsync(Listed));

        link = await rig.Gateway.NextWelcomedAsync();
        await link.SendAsync(new Delta(Stream, 2, 3, [new PolicyRemoved(Policed.Id(1)), new PolicyDefaultsSet(default)]));
        await link.ReceiveAsync<Report>(report => report.Applied.Contains(new(Stream, 3)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Host.RunAsync(Listed));
    }

    private static async Task BeginAsync(FakeLink link)
    {
        await link.SendAsync(new Snapshot(StreamName.OfWorkloads(Sample.Blue), 1, Others()));
        await link.SendAsync(new Snapshot(Stream, 1, new PoliciesView(Sample.Blue, ImmutableSortedDictionary<PolicyId, NetworkPolicy>.Empty)));
        await link.ReceiveAsync<Report>(report => report.Applied.Contains(new(Stream, 1)));
    }

    private static WorkloadsView Others() => new(Sample.Blue, ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty);

    private static async Task HasAsync(AgentRig rig, params string[] lines)
    {
        using var deadline = new CancellationTokenSource(Within.Limit);
        for (var text = ""; !lines.All(line => text.Contains(line, StringComparison.Ordinal)); await Task.Delay(20, deadline.Token))
            text = await rig.Host.RunAsync($"({Listed}) 2> /dev/null || true");
    }
}
