using System.Net;
using CloudNet.Contracts.Traces;
using CloudNet.Domain.Traces;
using Xunit;

namespace CloudNet.Domain.Tests.Traces;

/// <summary>Where a packet ended, in one sentence.</summary>
public sealed class TraceOutcomeTests
{
    private static readonly TraceEndRecord Db = new(IPAddress.Parse("10.100.2.2"), "v2", "db", "blue");
    private static readonly HostTrace Silent = new("v1", [Step()], Tunnel: "VXLAN 5 to v2", Answer: "no answer within two seconds");

    public static TheoryData<HostTrace, HostTrace?, string> Ends => new()
    {
        { Silent with { Answer = "answered", LatencyMicroseconds = 400 }, null, "It arrived, and was answered." },
        { Silent with { Answer = "refused: nobody listens at that port", LatencyMicroseconds = 400 }, null, "It arrived, and was refused: nobody listens at that port." },
        // iptables refuses by the same ICMP, and nft by the same reset, as a host whose port is closed.
        { Silent with { Answer = "refused: nobody listens at that port", LatencyMicroseconds = 400 }, new("v2", [Step(verdict: "drop", rule: "reject")]), "It stopped on v2, by this rule of inet t forward: reject" },
        { Silent with { Steps = [] }, new("v2", []), "It was not answered, and met no rule on v1: what stays on one bridge, as in a network of the driver bridge or gre, is not seen by them." },
        { Silent with { Problem = "another trace is under way" }, null, "Nothing was sent: another trace is under way." },
        { Silent with { Steps = [Step(), Step(verdict: "drop", rule: "ip daddr 10.0.0.0/8 drop")] }, null, "It stopped on v1, by this rule of inet t forward: ip daddr 10.0.0.0/8 drop" },
        {
            Silent, new("v2", [Step(verdict: "drop", rule: "tcp dport 80 counter name \"x\" reject with icmpx admin-prohibited comment \"policy shut of network blue\"") with { Chain = "inet cloudnet-policy ingress-5" }]),
            "It stopped on v2, refused by policy shut of network blue."
        },
        { Silent, new("v2", [Step(verdict: "drop", rule: "drop comment \"mine\"")]), "It stopped on v2, by this rule of inet t forward: drop comment \"mine\"" },
        { Silent with { Steps = [Step(verdict: "drop")] }, new("v2", []), "It stopped on v1, by the policy of inet t forward." },
        { Silent with { Answer = "refused on the way: No route to host" }, new("v2", []), "It was refused on the way: No route to host." },
        { Silent, null, "It left v1, and was not answered; v2 could not be asked what became of it there." },
        { Silent, new("v2", [], Problem: "it did not answer in time"), "It left v1, and was not answered; v2 cannot say what became of it there: it did not answer in time." },
        { Silent, new("v2", []), "It left v1 by VXLAN 5 to v2, and did not arrive at v2: what lies between the hosts is at fault, or a route or firewall of theirs." },
        { Silent, new("v2", [Step(verdict: "drop")]), "It stopped on v2, by the policy of inet t forward." },
        { Silent, new("v2", [Step()]), "It arrived at v2, and db did not answer." },
        { Silent, new("v2", [Step(), Step(back: true, verdict: "drop")]), "It arrived, and its answer stopped on v2, by the policy of inet t forward." },
        { Silent, new("v2", [Step(), Step(back: true)]), "It arrived, and its answer left v2 and did not arrive at v1." },
        { Silent with { Steps = [Step(), Step(back: true, verdict: "drop")] }, new("v2", [Step(), Step(back: true)]), "It arrived, and its answer stopped on v1, by the policy of inet t forward." },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void It_is_said(object source, object? destination, string outcome) =>
        Assert.Equal(outcome, TraceOutcome.Of((HostTrace)source, (HostTrace?)destination, Db));

    [Fact]
    public void What_goes_outside_is_seen_by_one_host() =>
        Assert.Equal("It left v1, and was not answered.", TraceOutcome.Of(Silent, null, new(IPAddress.Parse("192.0.2.1"), null, null, null)));

    private static TraceStep Step(bool back = false, string verdict = "accept", string? rule = null) => new(back, "inet t forward", verdict, rule);
}
