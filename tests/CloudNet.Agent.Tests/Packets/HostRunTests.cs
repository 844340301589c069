using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Packets.Rules;
using Xunit;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>The way of a packet through one host, 192.0.2.1 on eth0, which has 198.51.100.0/24 behind cn-br1.</summary>
public sealed class HostRunTests
{
    private static readonly Packet Call = Of("192.0.2.9", "198.51.100.5");

    [Fact]
    public void Accept_ends_a_chain_and_drop_all()
    {
        const string Accepting = "add chain inet t one { type filter hook forward priority filter; }\nadd rule inet t one accept\n";
        Assert.Equal("", Received(Accepting).Why);
        var dropped = Received(Accepting + "add chain inet t two { type filter hook forward priority filter + 1; }\nadd rule inet t two drop\n");
        Assert.Equal(("dropped", "v1, inet t two: drop"), (dropped.Why, dropped.By));
        Assert.Equal("dropped", Received("add chain inet t two { type filter hook forward priority filter; policy drop; }\n").Why);
    }

    [Fact]
    public void Tables_of_bridges_see_what_comes_in_by_a_port_and_nothing_else()
    {
        const string Ports = """
            add table bridge t
            add chain bridge t ports { type filter hook prerouting priority -300; }
            add rule bridge t ports meta ibrname "cn-br1" iifname "cn-c0*" drop
            """;
        var run = new HostRun(Host(Ports), TracedKernel.Empty, new());
        Assert.Equal("dropped", run.Enter(Call, "cn-c0ffee", "cn-br1")?.Why);
        Assert.Null(run.Enter(Call, "cn-c0ffee", "cn-br2"));
        Assert.Null(run.Enter(Call, "cn-vx1", "cn-br1"));
        Assert.Equal("", Received(Ports).Why);
    }

    [Fact]
    public void NAT_is_decided_by_the_first_packet_and_undone_for_answers()
    {
        var host = Host("""
            add chain inet t in { type nat hook prerouting priority dstnat; }
            add rule inet t in ip daddr 192.0.2.1 dnat ip to tcp dport map { 80 : 198.51.100.5 . 8080 }
            add chain inet t late { type nat hook prerouting priority dstnat + 1; }
            add rule inet t late dnat ip to 198.51.100.6
            add chain inet t out { type nat hook postrouting priority srcnat; }
            add rule inet t out oifname "cn-br1" ct status dnat masquerade fully-random
            """);
        var run = new HostRun(host, TracedKernel.Empty, new());
        var there = run.Receive(Of("192.0.2.9", "192.0.2.1"), "eth0");
        Assert.Equal(("cn-br1", Of("198.51.100.1", "198.51.100.5", 8080)), (there.Hop?.Link, there.Packet));
        var back = run.Receive(there.Packet.Answer, "cn-br1");
        Assert.Equal(("eth0", Of("192.0.2.9", "192.0.2.1").Answer), (back.Hop?.Link, back.Packet));
        // Without its rules what runs goes on, and what begins does not.
        var without = new HostRun(Host(""), run.Kernel, new());
        Assert.Equal(there.Packet, without.Receive(Of("192.0.2.9", "192.0.2.1"), "eth0").Packet);
        Assert.True(without.Receive(Of("192.0.2.10", "192.0.2.1"), "eth0").Hop?.IsLocal);
    }

    [Fact]
    public void What_the_host_sends_to_itself_goes_by_its_loopback()
    {
        const string Rules = "add chain inet t in { type filter hook input priority filter; }\nadd rule inet t in iifname \"lo\" reject with icmp admin-prohibited\n";
        Assert.Equal("prohibited", new HostRun(Host(Rules), TracedKernel.Empty, new()).Send(Of("192.0.2.1", "192.0.2.1")).Why);
        Assert.Equal("", new HostRun(Host(Rules), TracedKernel.Empty, new()).Send(Of("192.0.2.1", "192.0.2.9")).Why);
    }

    private static HostStep Received(string rules) => new HostRun(Host(rules), TracedKernel.Empty, new()).Receive(Call, "eth0");

    private static Packet Of(string from, string to, int port = 80) => new("tcp", IPAddress.Parse(from), 4000, IPAddress.Parse(to), port);

    private static TracedHost Host(string rules)
    {
        var plan = KernelState.Empty with { Addresses = KernelItems<KernelAddress>.Of([new KernelAddress("cn-br1", IPAddress.Parse("198.51.100.1"), 24)]) };
        return new("v1", [IPAddress.Parse("192.0.2.1")], RuleBook.Of("add table inet t\n" + rules),
            new(plan, "eth0", [(IPAddress.Parse("192.0.2.1"), 24)], [IPAddress.Parse("192.0.2.254")]), [], []);
    }
}
