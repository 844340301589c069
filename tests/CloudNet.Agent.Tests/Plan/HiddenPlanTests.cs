using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan.Drivers;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Plan;

/// <summary>What keeps a host's own processes out of a network that is hidden from it.</summary>
public sealed class HiddenPlanTests
{
    [Fact]
    public void Its_range_is_closed_both_ways_but_for_icmp() => Shows(Sample.Blue, Sample.Facts(), """
        	chain input {
        		type filter hook input priority filter; policy accept;
        		iifname "cn-br5" ip daddr 10.100.1.1 meta l4proto { tcp, udp } th dport 53 accept
        		iifname "cn-br5" meta l4proto != { icmp, ipv6-icmp } drop
        		iifname != "lo" ip saddr 10.100.0.0/16 meta l4proto != icmp drop
        	}
        	chain output {
        		type filter hook output priority filter; policy accept;
        		oifname "cn-br5" ip saddr 10.100.1.1 meta l4proto { tcp, udp } th sport 53 accept
        		oifname "cn-br5" meta l4proto != { icmp, ipv6-icmp } reject with icmpx admin-prohibited
        		oifname != "lo" ip daddr 10.100.0.0/16 meta l4proto != icmp reject with icmp admin-prohibited
        	}

        """);

    [Fact]
    public void Of_both_families() => Shows(Sample.Dual, Sample.Facts(), """
        	chain input {
        		type filter hook input priority filter; policy accept;
        		iifname "cn-br5" ip daddr 10.100.1.1 meta l4proto { tcp, udp } th dport 53 accept
        		iifname "cn-br5" ip6 daddr fd00:100:0:1::1 meta l4proto { tcp, udp } th dport 53 accept
        		iifname "cn-br5" meta l4proto != { icmp, ipv6-icmp } drop
        		iifname != "lo" ip saddr 10.100.0.0/16 meta l4proto != icmp drop
        		iifname != "lo" ip6 saddr fd00:100::/48 meta l4proto != ipv6-icmp drop
        	}
        	chain output {
        		type filter hook output priority filter; policy accept;
        		oifname "cn-br5" ip saddr 10.100.1.1 meta l4proto { tcp, udp } th sport 53 accept
        		oifname "cn-br5" ip6 saddr fd00:100:0:1::1 meta l4proto { tcp, udp } th sport 53 accept
        		oifname "cn-br5" meta l4proto != { icmp, ipv6-icmp } reject with icmpx admin-prohibited
        		oifname != "lo" ip daddr 10.100.0.0/16 meta l4proto != icmp reject with icmp admin-prohibited
        		oifname != "lo" ip6 daddr fd00:100::/48 meta l4proto != ipv6-icmp reject with icmpv6 admin-prohibited
        	}

        """);

    /// <summary>What the driver sends inside WireGuard has addresses of the network, and goes on.</summary>
    [Fact]
    public void What_runs_inside_wireguard_goes_on() => Shows(
        Sample.Blue.With(settings => settings with { Encrypted = true }).WithKeys(), DriverSample.Facts(), """
        	chain input {
        		type filter hook input priority filter; policy accept;
        		iifname != "lo" iifname != "cn-wg5" ip daddr 10.100.1.0 drop
        		iifname != "cn-wg*" udp dport 14789 drop
        		iifname "cn-br5" ip daddr 10.100.1.1 meta l4proto { tcp, udp } th dport 53 accept
        		iifname "cn-br5" meta l4proto != { icmp, ipv6-icmp } drop
        		iifname != "lo" iifname != "cn-wg5" ip saddr 10.100.0.0/16 meta l4proto != icmp drop
        	}
        	chain output {
        		type filter hook output priority filter; policy accept;
        		oifname != "lo" oifname != "cn-br5" oifname != "cn-vx5" oifname != "cn-wg5" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
        		oifname "cn-br5" ip saddr 10.100.1.1 meta l4proto { tcp, udp } th sport 53 accept
        		oifname "cn-br5" meta l4proto != { icmp, ipv6-icmp } reject with icmpx admin-prohibited
        		oifname != "lo" oifname != "cn-wg5" ip daddr 10.100.0.0/16 meta l4proto != icmp reject with icmp admin-prohibited
        	}

        """);

    [Fact]
    public void What_is_hidden_elsewhere_is_not_hidden_here()
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [Sample.Blue], [], Sample.Facts(), hidden: [Sample.Classic.Id]);
        Assert.Empty(plan.Desired.Lines("l4proto"));
    }

    private static void Shows(NetworkView network, HostFacts facts, string chains)
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [network], [], facts, hidden: [network.Id]);
        Assert.Empty(plan.Problems);
        Assert.Contains(chains, plan.Desired.ToText(), StringComparison.Ordinal);
    }
}
