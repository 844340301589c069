using CloudNet.Agent.Tests.Packets.Rules;
using CloudNet.Agent.Tests.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>The rules and routes that are planned do to packets what <see cref="PacketCases"/> says, with no kernel.</summary>
public sealed class PacketTracerTests
{
    /// <summary>The kernel asks that of two chains of one priority first which came last: whatever the order, the same comes of it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_planned_does_to_packets_what_the_table_says(bool isReversed)
    {
        string[] Ordered(int host, string[] texts) => isReversed ? [.. texts.Reverse()] : texts;
        var (first, drained) = (new TracedScene(PacketScene.First, Ordered), new TracedScene(PacketScene.Drained, Ordered));
        Text.Equal("", string.Join('\n', PacketCases.All.Select(one => PacketCaseAnswer.Disagrees(one, first, drained)).OfType<string>()));
    }

    [Fact]
    public void A_host_has_any_number_of_tables()
    {
        const string More = """
            table inet more {
                set closed {
                    type ipv4_addr . inet_service
                    flags interval
                    elements = { 10.100.2.0/24 . 8080-8081 counter packets 1 bytes 60 comment "web" }
                }
                chain forward {
                    type filter hook forward priority filter - 5; policy accept;
                    ct state established,related accept
                    iifname "cn-br5" ip daddr . tcp dport @closed counter packets 0 bytes 0 reject with icmp admin-prohibited comment "a policy"
                }
            }
            """;
        var scene = new TracedScene(PacketScene.First, (_, texts) => [.. texts, More]);
        Assert.Equal("prohibited", Of(scene, "client1", "tcp 10.100.2.2:8080").Words);
        Assert.Contains("v1, inet more forward: iifname", Of(scene, "client1", "tcp 10.100.2.2:8080").By, StringComparison.Ordinal);
        Assert.Equal("web1 sees 10.100.1.3", Of(scene, "client1", "tcp 10.100.1.2:8080").Words);
        Assert.Equal("web1 sees 10.100.2.2", Of(scene, "web2", "tcp 10.100.1.2:8080").Words);
    }

    [Fact]
    public void What_it_does_not_know_it_refuses_with_the_rule()
    {
        var unknown = Assert.Throws<UnknownRuleException>(() =>
            new TracedScene(PacketScene.First, (_, texts) => [.. texts, "add table inet more\nadd chain inet more c\nadd rule inet more c ip ttl 1 drop\n"]));
        Assert.Contains("'ip ttl' in: add rule inet more c ip ttl 1 drop", unknown.Message, StringComparison.Ordinal);
    }

    private static TraceOutcome Of(TracedScene scene, string from, string call) =>
        Assert.Single(PacketCaseAnswer.Of(new("", from, call, ""), scene, scene));
}
