using System.Net;
using Xunit;

namespace CloudNet.Agent.Tests.Packets.Rules;

public sealed partial class RuleBookTests
{
    /// <summary>Of a question for a neighbour, which comes in by port cn-c0ffee of cn-br6.</summary>
    [Theory]
    [InlineData("ip6 hoplimit 64 drop", true)]
    [InlineData("ip6 hoplimit 255 icmpv6 type { nd-router-solicit, nd-neighbor-solicit } drop", false)]
    [InlineData("ip6 hoplimit 64 icmpv6 type { nd-router-solicit, nd-neighbor-solicit } drop", true)]
    [InlineData("ip6 saddr { ::, fe80::/10 } ip6 daddr ff00::/8 drop", true)]
    [InlineData("ether type ip6 ip6 saddr fe80::/10 drop", true)]
    [InlineData("ether type ip drop", false)]
    [InlineData("meta ibrname \"cn-br6\" iifname \"cn-c0*\" drop", true)]
    [InlineData("meta ibrname != @links drop", true)]
    [InlineData("ether type ip6 iifname . ip6 saddr { \"cn-c0ffee\" . fe80::5 } drop", true)]
    [InlineData("ether type arp iifname . arp saddr ip { \"cn-c0ffee\" . 10.1.0.5 } drop", false)]
    public void A_rule_drops_what_comes_in_by_a_port_or_does_not(string rule, bool isDropped)
    {
        var asked = new Packet("ipv6-icmp", IPAddress.Parse("fe80::5"), 0, IPAddress.Parse("ff02::1:ff00:7"), 0) { IcmpType = "nd-neighbor-solicit" };
        var frame = new HookedPacket(asked, new(asked)) { InLink = "cn-c0ffee", Bridge = "cn-br6" };
        Assert.Equal(isDropped ? VerdictKind.Drop : VerdictKind.Accept, Met(frame, rule).Kind);
    }
}
