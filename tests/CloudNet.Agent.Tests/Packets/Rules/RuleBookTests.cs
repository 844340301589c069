using System.Net;
using Xunit;

namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>What single rules make of a packet of TCP from 10.1.0.5 port 4000 to 10.2.0.7 port 80, from link cn-br5 to eth0.</summary>
public sealed partial class RuleBookTests
{
    private static readonly Packet Call = new("tcp", IPAddress.Parse("10.1.0.5"), 4000, IPAddress.Parse("10.2.0.7"), 80);

    [Theory]
    [InlineData("ip saddr 10.1.0.5 drop", true)]
    [InlineData("ip saddr 10.1.0.6 drop", false)]
    [InlineData("ip saddr != 10.1.0.6 drop", true)]
    [InlineData("ip saddr != 10.1.0.0/16 drop", false)]
    [InlineData("ip daddr 10.2.0.0/29 drop", true)]
    [InlineData("ip daddr 10.2.0.8/29 drop", false)]
    [InlineData("ip daddr 10.2.0.3-10.2.0.7 drop", true)]
    [InlineData("ip daddr { 10.2.0.1, 10.2.0.4-10.2.0.9 } drop", true)]
    [InlineData("ip daddr != { 10.2.0.1, 10.2.0.4-10.2.0.9 } drop", false)]
    [InlineData("ip daddr != @few ip daddr != { 10.3.0.0/16, 255.255.255.255 } drop", true)]
    [InlineData("ip saddr != @few ip daddr != { 10.2.0.0/16, 255.255.255.255 } drop", false)]
    [InlineData("ip daddr != @few drop comment \"not those\"", true)]
    [InlineData("ip6 daddr != fd00::1 drop", false)]
    [InlineData("ip6 saddr { ::, fe80::/10 } ip6 daddr ff00::/8 drop", false)]
    [InlineData("ip6 hoplimit 64 drop", false)]
    [InlineData("ether type ip drop", true)]
    [InlineData("ether type { 8021q, 8021ad } counter drop comment \"tagged\"", false)]
    [InlineData("arp saddr ip 10.1.0.5 drop", false)]
    [InlineData("meta ibrname \"cn-br5\" drop", false)]
    [InlineData("meta ibrname != @links drop", true)]
    [InlineData("iifname != @links drop", false)]
    [InlineData("meta l4proto tcp counter name \"ingress-5-a.0001\" drop comment \"policy a\"", true)]
    [InlineData("tcp dport { 22, 70-90 } drop", true)]
    [InlineData("iifname vmap @judging", true)]
    [InlineData("oifname vmap @judging", false)]
    [InlineData("tcp dport 80 drop", true)]
    [InlineData("tcp dport 70-90 drop", true)]
    [InlineData("tcp dport { 22, 443 } drop", false)]
    [InlineData("udp dport 80 drop", false)]
    [InlineData("udp dport != 81 drop", false)]
    [InlineData("th sport 4000 drop", true)]
    [InlineData("meta l4proto tcp drop", true)]
    [InlineData("meta l4proto != { icmp, ipv6-icmp } drop", true)]
    [InlineData("meta nfproto ipv6 drop", false)]
    [InlineData("icmp type redirect drop", false)]
    [InlineData("tcp flags syn drop", true)]
    [InlineData("tcp flags ack drop", false)]
    [InlineData("iifname \"cn-br5\" drop", true)]
    [InlineData("iifname \"cn-*\" drop", true)]
    [InlineData("iifname \"cn-vx*\" drop", false)]
    [InlineData("iifname != \"cn-*\" drop", false)]
    [InlineData("iifname != \"cn-br6\" iifname != \"lo\" oifname \"eth0\" drop", true)]
    [InlineData("iifname . oifname { \"cn-br5\" . \"cn-vx5\", \"cn-br5\" . \"eth0\" } drop", true)]
    [InlineData("iifname . oifname { \"cn-br5\" . \"cn-vx5\", \"cn-br6\" . \"eth0\" } drop", false)]
    [InlineData("ip daddr . tcp dport { 10.2.0.0/24 . 1-100 } drop", true)]
    [InlineData("ip daddr . meta l4proto . th dport @ports drop", true)]
    [InlineData("ip saddr . meta l4proto . th dport @ports drop", false)]
    [InlineData("ct state new drop", true)]
    [InlineData("ct state established,related drop", false)]
    [InlineData("ct state { new, related } drop", true)]
    [InlineData("ct status dnat drop", false)]
    [InlineData("ct original ip daddr 10.2.0.7 ct original proto-dst 80 drop", true)]
    [InlineData("ct original ip6 daddr != fd00::1 drop", false)]
    [InlineData("fib daddr type local drop", false)]
    [InlineData("counter packets 3 bytes 180 comment \"and { more; }\" drop", true)]
    [InlineData("ip saddr 10.1.0.5 counter comment \"a\" accept", false)]
    [InlineData("ip daddr . meta l4proto . th dport vmap @verdicts", true)]
    [InlineData("tcp dport vmap { 22 : accept, 80 : drop }", true)]
    [InlineData("tcp dport vmap { 22 : drop, 443 : drop }", false)]
    [InlineData("jump dropping", true)]
    [InlineData("jump returning", false)]
    [InlineData("goto dropping", true)]
    [InlineData("return", false)]
    public void A_rule_drops_it_or_does_not(string rule, bool isDropped) =>
        Assert.Equal(isDropped ? VerdictKind.Drop : VerdictKind.Accept, Met(rule).Kind);

    [Theory]
    [InlineData("jump returning; drop", "Drop")]
    [InlineData("goto returning; drop", "Accept")]
    [InlineData("goto empty; drop", "Accept")]
    [InlineData("jump empty; drop", "Drop")]
    [InlineData("jump going; drop", "Drop")]
    [InlineData("jump accepting; drop", "Accept")]
    [InlineData("return; drop", "Accept")]
    [InlineData("continue; drop", "Drop")]
    [InlineData("tcp dport vmap { 80 : jump returning }; drop", "Drop")]
    [InlineData("tcp dport vmap { 80 : goto returning }; drop", "Accept")]
    public void From_chain_to_chain(string rules, string verdict) => Assert.Equal(verdict, $"{Met(rules.Split("; ")).Kind}");

    [Theory]
    [InlineData("reject", "icmpx port-unreachable")]
    [InlineData("reject with tcp reset", "tcp reset")]
    [InlineData("reject with icmp admin-prohibited", "icmp admin-prohibited")]
    [InlineData("reject with icmpx admin-prohibited", "icmpx admin-prohibited")]
    public void What_a_sender_is_told(string rule, string told) => Assert.Equal(new(VerdictKind.Reject, told), Met(rule));

    [Theory]
    [InlineData("ip ttl 1 drop", "ip ttl")]
    [InlineData("meta mark 1 drop", "meta mark 1")]
    [InlineData("ct mark 1 drop", "ct mark 1")]
    [InlineData("ip daddr 10.0.0.1 & 255 drop", "& 255 drop")]
    [InlineData("limit rate 1/second drop", "limit rate 1/second")]
    [InlineData("reject with nothing", "nothing")]
    [InlineData("dnat to 10.0.0.1", "to 10.0.0.1")]
    [InlineData("ip daddr @none drop", "@none")]
    [InlineData("log drop", "log drop")]
    [InlineData("ip daddr { 10.0.0.1 drop", "drop")]
    public void What_it_does_not_know_it_says(string rule, string at)
    {
        var unknown = Assert.Throws<UnknownRuleException>(() => Met(rule));
        Assert.Contains($"'{at}' in: add rule inet t forward {rule}", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_keeps_what_a_rule_puts_there()
    {
        var packet = new HookedPacket(Call, new(Call));
        Met(packet, "update @ports { ip saddr . meta l4proto . th dport timeout 30s }", "ip saddr . meta l4proto . th dport @ports drop");
        Assert.Equal("inet t ports", Assert.Single(packet.Kept).Set);
        Assert.Equal("inet t forward: ip saddr . meta l4proto . th dport @ports drop", packet.Rule);
    }

    [Fact]
    public void What_chance_decides_is_asked_for_each_result() => Assert.Equal(
        [VerdictKind.Drop, VerdictKind.Accept, VerdictKind.Drop],
        Choices.All(choices => Met(new HookedPacket(Call, new(Call)) { Choices = choices }, "numgen random mod 3 vmap { 0 : drop, 1 : accept, 2 : drop }").Kind));

    private static Verdict Met(params string[] rules) => Met(new HookedPacket(Call, new(Call)) { InLink = "cn-br5", OutLink = "eth0" }, rules);

    private static Verdict Met(HookedPacket packet, params string[] rules) => Assert.Single(RuleBook.Of($$"""
        add table inet t
        add set inet t ports { type ipv4_addr . inet_proto . inet_service; }
        add element inet t ports { 10.2.0.7 . udp . 80, 10.2.0.7 . tcp . 80 }
        add set inet t few { type ipv4_addr; }
        add element inet t few { 10.1.0.5 }
        add set inet t links { type ifname; }
        add element inet t links { "cn-br5" }
        add counter inet t ingress-5-a.0001
        add map inet t judging { type ifname : verdict; }
        add element inet t judging { "cn-br5" : jump dropping }
        add map inet t verdicts { type ipv4_addr . inet_proto . inet_service : verdict; }
        add element inet t verdicts { 10.2.0.7 . tcp . 80 : goto dropping }
        add chain inet t forward { type filter hook forward priority filter; }
        {{string.Join('\n', ((string[])["dropping drop", "returning return", "accepting accept", "going goto returning"]).Select(chain => $"add chain inet t {chain.Split(' ')[0]}\nadd rule inet t {chain}"))}}
        add chain inet t empty
        {{string.Join('\n', rules.Select(rule => $"add rule inet t forward {rule}"))}}
        """).At(PacketHooks.Forward)).Meet(packet);
}
