using System.Net;
using CloudNet.Agent.Tracing;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Traces;
using Xunit;

namespace CloudNet.Agent.Tests.Tracing;

/// <summary>What nft prints of a packet, line by line as nft 1.0.6 does.</summary>
public sealed class TraceTextTests
{
    private static readonly TraceRequest Ping = Request("10.1.0.2", "10.2.0.2", TraceProtocol.Icmp, null);

    [Fact]
    public void Each_chain_says_what_it_did_and_the_marking_itself_is_left_out() => Equal(Ping, """
        trace id 7e12b7e7 inet cloudnet_trace in packet: iif "va" ether saddr 1a:ee:5f:01:90:a1 ip saddr 10.1.0.2 ip daddr 10.2.0.2 ip dscp cs0
        trace id 7e12b7e7 inet cloudnet_trace in rule ip saddr 10.1.0.2 ip daddr 10.2.0.2 meta nftrace set 1 (verdict continue)
        trace id 7e12b7e7 inet cloudnet_trace in policy accept
        trace id 7e12b7e7 inet cloudnet forward packet: iif "va" oif "vb" ether saddr 1a:ee:5f:01:90:a1 ip saddr 10.1.0.2 ip daddr 10.2.0.2 ip ttl 63
        trace id 7e12b7e7 inet cloudnet forward rule tcp flags syn tcp option maxseg size set rt mtu (verdict continue)
        trace id 7e12b7e7 inet cloudnet forward rule iifname . oifname { "va" . "vb" } accept (verdict accept)
        trace id 7e12b7e7 ip filter FORWARD packet: iif "va" oif "vb" ip saddr 10.1.0.2 ip daddr 10.2.0.2 ip ttl 63
        trace id 7e12b7e7 ip filter FORWARD policy accept
        """, """
        there va>vb inet cloudnet forward: iifname . oifname { "va" . "vb" } accept = accept
        there va>vb ip filter FORWARD: policy = accept
        """);

    [Fact]
    public void An_answer_is_one_also_before_its_masquerade_is_undone_and_what_others_send_is_passed_over() => Equal(Ping, """
        trace id 00000001 inet cloudnet forward packet: iif "vb" oif "va" ip saddr 10.2.0.2 ip daddr 10.1.0.2 icmp type echo-reply
        trace id 00000002 inet cloudnet forward packet: iif "vb" oif "va" ip saddr 10.2.0.3 ip daddr 10.1.0.2 icmp type echo-reply
        trace id 00000002 inet cloudnet forward policy accept
        trace id 00000001 inet cloudnet forward rule iifname "vb" drop (verdict drop)
        trace id 00000001 inet cloudnet input packet: iif "vb" ip saddr 10.2.0.2 ip daddr 10.2.0.1 icmp type echo-reply
        trace id 00000001 inet cloudnet input policy accept
        add table inet cloudnet_trace
        trace id 00000009 inet cloudnet forward policy accept
        trace id nonsense
        """, """
        back vb>va inet cloudnet forward: iifname "vb" drop = drop
        back vb> inet cloudnet input: policy = accept
        """);

    [Fact]
    public void Of_IPv6_alike() => Equal(Request("fd00:1::2", "fd00:2::2", TraceProtocol.Tcp, 80), """
        trace id 0000000a inet cloudnet output packet: oif "vb" ip6 saddr fd00:1::2 ip6 daddr fd00:2::2 ip6 nexthdr tcp
        trace id 0000000a inet cloudnet output rule ip6 daddr fd00:2::/48 jump kept (verdict jump kept)
        """, """
        there >vb inet cloudnet output: ip6 daddr fd00:2::/48 jump kept = jump kept
        """);

    [Fact]
    public void No_more_is_kept_than_a_result_may_have()
    {
        var text = new TraceText(Ping);
        text.Read("trace id 1 inet t c packet: iif \"a\" oif \"b\" ip saddr 10.1.0.2 ip daddr 10.2.0.2");
        for (var line = 0; line < 2 * HostTrace.Most; line++) text.Read("trace id 1 inet t c policy accept ");
        Assert.Equal(HostTrace.Most, text.Steps.Count);
    }

    private static TraceRequest Request(string from, string to, TraceProtocol protocol, int? port) =>
        new(Guid.Empty, IPAddress.Parse(from), IPAddress.Parse(to), protocol, port, 40_000, Sends: true, null);

    private static void Equal(TraceRequest request, string printed, string steps)
    {
        var text = new TraceText(request);
        // nft puts a blank behind a policy.
        foreach (var line in printed.Split('\n')) text.Read(line.EndsWith("policy accept", StringComparison.Ordinal) ? line + " " : line);
        Assert.Equal(steps, string.Join('\n', text.Steps.Select(step =>
            $"{(step.Back ? "back" : "there")} {step.In}>{step.Out} {step.Chain}: {step.Rule ?? "policy"} = {step.Verdict}")));
    }
}
