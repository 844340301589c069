using System.Net;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Agent.Tests.Policies;
using CloudNet.Agent.Tests.Services;
using CloudNet.Agent.Tracing;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Traces;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Tracing;

/// <summary>A real packet is followed through the kernels of two hosts, and where it ends is found.</summary>
[Trait("needs", "root")]
public sealed class TracerTests
{
    private const string Web = "10.100.1.2", Db = "10.100.2.2", Other = "172.17.1.2";
    private static readonly NetworkView Blue = Sample.Blue.Without(3);

    [Theory]
    [InlineData(TraceProtocol.Icmp, null, "answered")]
    [InlineData(TraceProtocol.Tcp, 80, "answered")]
    [InlineData(TraceProtocol.Tcp, 81, "refused: nobody listens at that port")]
    [InlineData(TraceProtocol.Udp, 81, "refused: nobody listens at that port")]
    public async Task From_one_host_to_the_other_and_back(TraceProtocol protocol, int? port, string answer)
    {
        await using var wire = await Wire.CreateAsync(2);
        var (web, atWeb) = await wire.AttachAsync(1, Blue, Web);
        var (db, atDb) = await wire.AttachAsync(2, Blue, Db);
        await wire[1].BuildAsync(Blue, atWeb);
        await wire[2].BuildAsync(Blue, atDb);
        await db.ServeAsync(80);
        var (here, there) = await TraceAsync(wire, atWeb, Db, protocol, port);

        Assert.Equal((answer, null), (here.Answer, here.Problem));
        Assert.NotNull(here.LatencyMicroseconds);
        Assert.Contains(here.Steps, step => step is { Back: false, Chain: "inet cloudnet forward", In: "cn-br5", Out: "cn-vx5", Verdict: "accept" });
        // What answers UDP to a closed port is ICMP.
        var isAnswered = protocol != TraceProtocol.Udp;
        Assert.Equal(isAnswered, here.Steps.Any(step => step is { Back: true, In: "cn-vx5", Out: "cn-br5", Verdict: "accept" }));
        Assert.Contains("via 10.100.2.0 dev cn-vx5", here.Route, StringComparison.Ordinal);
        Assert.Equal("VXLAN 5 on cn-vx5 to v2 at 192.168.124.52, VTEP 0a:00:00:00:00:02, UDP port 4789", here.Tunnel);

        Assert.Equal((null, null, null), (there.Answer, there.Problem, there.Tunnel));
        Assert.Contains(there.Steps, step => step is { Back: false, In: "cn-vx5", Out: "cn-br5", Verdict: "accept" });
        Assert.Equal(isAnswered, there.Steps.Any(step => step is { Back: true, In: "cn-br5", Out: "cn-vx5", Verdict: "accept" }));
        Assert.Contains("dev cn-br5", there.Route, StringComparison.Ordinal);
        foreach (var host in (int[])[1, 2]) Assert.DoesNotContain("trace", await wire[host].Netns.RunAsync("nft list tables"), StringComparison.Ordinal);
        await db.StopAsync();
    }

    [Fact]
    public async Task A_rule_that_ends_it_is_named_whoever_made_it()
    {
        await using var wire = await Wire.CreateAsync(2);
        var (_, atWeb) = await wire.AttachAsync(1, Blue, Web);
        var (_, atDb) = await wire.AttachAsync(2, Blue, Db);
        var (_, atOther) = await wire.AttachAsync(3, Sample.Classic, Other);
        await wire[1].Kernel.GoesToAsync(await wire[1].PlanAsync([Blue, Sample.Classic], atWeb, atOther));
        await wire[2].BuildAsync(Blue, atDb);

        var (closed, _) = await TraceAsync(wire, atWeb, Other, TraceProtocol.Icmp, null, far: false);
        Assert.Equal("no answer within two seconds", closed.Answer);
        Assert.Equal(
            ("inet cloudnet forward", "iifname \"cn-*\" iifname != \"cn-br6\" ip daddr 172.17.0.0/16 reject with icmp admin-prohibited"),
            closed.Steps.Where(step => step.Drops).Select(step => (step.Chain, step.Rule)).Single());

        await wire[2].Netns.RunAsync("nft 'add table ip mine; add chain ip mine forward { type filter hook forward priority 10; }; add rule ip mine forward ip daddr 10.100.2.2 drop'");
        var (here, there) = await TraceAsync(wire, atWeb, Db, TraceProtocol.Icmp, null);
        Assert.DoesNotContain(here.Steps, step => step.Drops || step.Back);
        Assert.Equal([("ip mine forward", "ip daddr 10.100.2.2 drop")], there.Steps.Where(step => step.Drops).Select(step => (step.Chain, step.Rule)));

        // iptables refuses by the same ICMP as a host whose port is closed; the rule tells which it was.
        await wire[2].Netns.RunAsync("nft 'flush chain ip mine forward; add rule ip mine forward ip daddr 10.100.2.2 reject with icmp port-unreachable'");
        (here, there) = await TraceAsync(wire, atWeb, Db, TraceProtocol.Tcp, 80);
        Assert.Equal(("refused: nobody listens at that port", 1), (here.Answer, there.Steps.Count(step => step.Drops)));

        // Where the tunnel is down nothing arrives.
        await wire[2].Netns.RunAsync("ip link set dev cn-vx5 down");
        (here, there) = await TraceAsync(wire, atWeb, Db, TraceProtocol.Tcp, 80);
        Assert.Equal(("no answer within two seconds", 0), (here.Answer, there.Steps.Count));
    }

    [Fact]
    public async Task A_policy_that_refuses_it_is_named()
    {
        await using var wire = await Wire.CreateAsync(2);
        var (_, atWeb) = await wire.AttachAsync(1, Blue, Web);
        var (_, atDb) = await wire.AttachAsync(2, Blue, Db);
        foreach (var (host, attached) in new[] { (wire[1], atWeb), (wire[2], atDb) })
        {
            host.Policies = Policed.Policies(
                Policed.Any("out", PolicyDirection.Egress, PolicyAction.Allow),
                Policed.WebToDb with { Selector = Served.Labels(), Action = PolicyAction.Deny, Peers = default, Ports = [new(PolicyProtocol.Tcp, 80)] });
            host.Policies = host.Policies with { Defaults = new(PolicyDefault.Count, PolicyDefault.Deny) };
            host.Workloads = Served.Workloads(Served.On(1, Web), Served.On(2, Db));
            await host.BuildAsync(Blue, attached);
            await host.JudgeAsync(Blue);
        }
        var (here, there) = await TraceAsync(wire, atWeb, Db, TraceProtocol.Tcp, 80);
        Assert.DoesNotContain(here.Steps, step => step.Drops);
        Assert.Contains(here.Steps, step => step is { Chain: "inet cloudnet-policy egress-5", Verdict: "return", Rule: var rule } && rule!.EndsWith("comment \"policy out of network blue\"", StringComparison.Ordinal));
        var dropped = Assert.Single(there.Steps, step => step.Drops);
        Assert.Equal("inet cloudnet-policy ingress-5", dropped.Chain);
        Assert.EndsWith("comment \"policy web-to-db of network blue\"", dropped.Rule, StringComparison.Ordinal);
        Assert.Equal("refused on the way: No route to host", here.Answer);
        (here, there) = await TraceAsync(wire, atWeb, Db, TraceProtocol.Tcp, 81);
        Assert.Equal("refused: nobody listens at that port", here.Answer); // it arrived
    }

    [Fact]
    public async Task What_is_not_this_hosts_is_not_traced()
    {
        await using var wire = await Wire.CreateAsync(1);
        var (_, atWeb) = await wire.AttachAsync(1, Blue, Web);
        await wire[1].BuildAsync(Blue, atWeb);
        var foreign = await OneAsync(wire[1], [atWeb], Request("192.0.2.1", "192.0.2.2") with { Sends = false });
        Assert.Equal("neither 192.0.2.1 nor 192.0.2.2 is in a network of this host", foreign.Problem);
        var gone = await OneAsync(wire[1], [], Request(Web, Db) with { Workload = atWeb.Id });
        Assert.Equal("no workload with the address 10.100.1.2 is attached here any more", gone.Problem);
    }

    private static TraceRequest Request(string from, string to) =>
        new(Guid.NewGuid(), IPAddress.Parse(from), IPAddress.Parse(to), TraceProtocol.Icmp, null, 40_000, Sends: true, null);

    private static async Task<(HostTrace Here, HostTrace There)> TraceAsync(
        Wire wire, Attachment from, string to, TraceProtocol protocol, int? port, bool far = true)
    {
        var request = Request($"{from.Addresses[0]}", to) with { Protocol = protocol, Port = port, Workload = from.Id };
        if (!far) return (await OneAsync(wire[1], [from], request), null!);
        var (ready, sent) = (new TaskCompletionSource(), new TaskCompletionSource());
        var there = OneAsync(wire[2], [], request with { Sends = false, Workload = null }, ready.SetResult, sent.Task);
        await Task.WhenAny(ready.Task, there);
        var here = await OneAsync(wire[1], [from], request);
        sent.SetResult();
        return (here, await there);
    }

    private static Task<HostTrace> OneAsync(WireHost host, Attachment[] workloads, TraceRequest request, Action? ready = null, Task? sent = null) =>
        new Tracer(host.Networks, () => workloads, new ToolRunner(host.Netns.Path), TimeProvider.System)
            .RunAsync(request, "v", ready ?? (() => { }), sent ?? Task.CompletedTask, TestContext.Current.CancellationToken);
}
