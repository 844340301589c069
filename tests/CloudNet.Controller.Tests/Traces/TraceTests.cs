using System.Net;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Traces;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Traces;

/// <summary>A packet is followed on two hosts: who is asked what, in which order, and what is made of their answers.</summary>
public sealed class TraceTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private static readonly TraceStep Accepted = new(false, "inet cloudnet forward", "accept", null, "cn-br5", "cn-vx5");

    [Fact]
    public async Task The_receivers_host_looks_before_the_senders_sends_and_tells_what_it_saw_after()
    {
        using var owner = await controller.NewTenantAsync("traced");
        var network = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        await using var one = await TracingAgent.StartAsync(controller, owner, "v1", 1, network);
        await using var two = await TracingAgent.StartAsync(controller, owner, "v2", 2, network);
        one.Answers = message => message is TraceRequest { Id: var id } && two.Asked.Count == 1
            ? [new TraceReady(id), new TraceResult(id, new("anything", [Accepted], Tunnel: "VXLAN", Answer: "no answer within two seconds"))] : [];
        two.Answers = message => message switch
        {
            TraceRequest { Id: var id } => [new TraceReady(id)],
            TraceStop { Id: var id } => [new TraceResult(id, new("v2", [Accepted, Accepted with { Chain = "ip mine forward", Verdict = "drop", Rule = "drop" }]))],
            _ => [],
        };
        var trace = await owner.PostAsync<TraceRecord>("/api/v1/traces", new CreateTrace("w-v1", "w-v2", "blue", "tcp", 80), 200);

        Assert.Equal(("w-v1", "v1", "blue", "10.100.1.2"), (trace.From.Workload, trace.From.Host, trace.From.Network, $"{trace.From.Address}"));
        Assert.Equal((false, "It stopped on v2, by this rule of ip mine forward: drop"), (trace.Answered, trace.Outcome));
        Assert.Equal(["v1", "v2"], trace.Hosts.Select(host => host.Host));
        var sent = Assert.IsType<TraceRequest>(Assert.Single(one.Asked));
        Assert.Equal((IPAddress.Parse("10.100.1.2"), IPAddress.Parse("10.100.2.2"), 80, true), (sent.Source, sent.Destination, sent.Port, sent.Sends));
        Assert.NotNull(sent.Workload);
        Assert.InRange(sent.Mark, 32_768, 60_999);
        Assert.Equal([(LinkMessage)(sent with { Sends = false, Workload = null }), new TraceStop(sent.Id)], two.Asked);
    }

    [Fact]
    public async Task What_cannot_be_asked_is_said_and_the_rest_is_told()
    {
        using var owner = await controller.NewTenantAsync("traced-old");
        var network = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        await using var one = await TracingAgent.StartAsync(controller, owner, "v1", 1, network);
        await using var old = await TracingAgent.StartAsync(controller, owner, "v2", 2, network, version: ProtocolVersion.Traces - 1);
        await owner.NewHostAsync("v3", "192.168.124.53", "blue");
        one.Answers = message => message is TraceRequest { Id: var id }
            ? [new TraceResult(id, new("v1", [Accepted], Answer: "no answer within two seconds"))] : [];

        var trace = await owner.PostAsync<TraceRecord>("/api/v1/traces", new CreateTrace("w-v1", "v2"), 200);
        Assert.Contains("v2 cannot say what became of it there: its agent is older than such questions", trace.Outcome, StringComparison.Ordinal);
        trace = await owner.PostAsync<TraceRecord>("/api/v1/traces", new CreateTrace("v1", "v3"), 200);
        Assert.Contains("it is not linked to the controller", trace.Outcome, StringComparison.Ordinal);
        Assert.Equal(("10.100.1.1", "10.100.3.1", null), ($"{trace.From.Address}", $"{trace.To.Address}", trace.From.Workload));
        trace = await owner.PostAsync<TraceRecord>("/api/v1/traces", new CreateTrace("10.100.1.2", "192.0.2.7"), 200);
        Assert.Equal("It left v1, and was not answered.", trace.Outcome);

        foreach (var (from, to, status) in new[] { ("v3", "w-v1", 409), ("nobody", "w-v1", 400), ("w-v1", "2001:db8::1", 409) })
            await owner.PostRefusedAsync("/api/v1/traces", new CreateTrace(from, to), status);
    }

    /// <summary>Names of another tenant are nobody's, and its addresses lie outside.</summary>
    [Fact]
    public async Task Another_tenants_hosts_are_not_asked()
    {
        using var owner = await controller.NewTenantAsync("traced-owner");
        var network = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        await using var one = await TracingAgent.StartAsync(controller, owner, "v1", 1, network);
        using var other = await controller.NewTenantAsync("traced-other");
        await other.PostRefusedAsync("/api/v1/traces", new CreateTrace("w-v1", "v1"), 400);
        await other.PostRefusedAsync("/api/v1/traces", new CreateTrace("10.100.1.2", "192.0.2.7"), 409);
        Assert.Empty(one.Asked);
    }
}
