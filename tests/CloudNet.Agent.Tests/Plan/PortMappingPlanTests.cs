using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan.Drivers;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Plan;

/// <summary>What a person would type for <c>docker run -p</c>.</summary>
public sealed class PortMappingPlanTests
{
    private static readonly PortMapping Http = Of(Sample.Classic, 8080, 8080, 80), Https = Of(Sample.Classic, 8443, 8443, 443);

    [Fact]
    public void A_port_is_one_element_of_a_look_up_and_what_belongs_to_it() => Text.Equal("""
        sysctl -w net/ipv4/conf/cn-br6/route_localnet=1
        table inet cloudnet {
        	chain postrouting {
        		type nat hook postrouting priority srcnat; policy accept;
        		ip saddr 172.17.1.0/24 ip daddr 172.17.1.0/24 ct status dnat masquerade fully-random
        		oifname "cn-br6" ip saddr 127.0.0.0/8 ct status dnat masquerade fully-random
        		ip saddr 172.17.1.0/24 ip daddr != 172.17.0.0/16 ip daddr != 224.0.0.0/4 masquerade fully-random
        	}
        	chain mapped {
        		dnat ip to tcp dport map { 8080 : 172.17.1.2 . 80, 8443 : 172.17.1.2 . 443 }
        	}
        	chain prerouting {
        		type nat hook prerouting priority dstnat; policy accept;
        		fib daddr type local jump mapped
        	}
        	chain local {
        		type nat hook output priority -100; policy accept;
        		fib daddr type local jump mapped
        	}
        	chain loopback {
        		type filter hook prerouting priority raw; policy accept;
        		iifname "cn-br6" ip saddr 127.0.0.0/8 drop
        		iifname "cn-br6" ip daddr 127.0.0.0/8 drop
        	}
        }

        """, Shown(Plan([Sample.Classic], [Sample.Attach(1, Sample.Classic, "172.17.1.2")], Https, Http)));

    [Fact]
    public void Each_kind_is_a_look_up_of_its_own_and_tunnels_keep_their_port() => Text.Equal("""
        	chain mapped {
        		udp dport 4789 return
        		ip6 daddr ::1 return
        		dnat ip to ip daddr . tcp dport map { 192.168.124.51 . 90 : 10.100.1.2 . 90, 192.168.124.51 . 91 : 10.100.1.2 . 91 }
        		dnat ip to tcp dport map { 7000 : 10.100.1.2 . 80, 7001 : 10.100.1.2 . 81 }
        		dnat ip to tcp dport map { 8000-8010 : 10.100.1.2 }
        		dnat ip to udp dport map { 4000-5000 : 10.100.1.2 }
        		dnat ip6 to tcp dport map { 7000 : fd00:100:0:1::2 . 80, 7001 : fd00:100:0:1::2 . 81 }
        		dnat ip6 to tcp dport map { 8000-8010 : fd00:100:0:1::2 }
        		dnat ip6 to udp dport map { 4000-5000 : fd00:100:0:1::2 }
        	}

        """, Chain(
            Plan(
                [Sample.Dual], [Sample.Attach(1, Sample.Dual, "10.100.1.2,fd00:100:0:1::2")], Of(Sample.Dual, 8000, 8010, 8000),
                Of(Sample.Dual, 7000, 7001, 80),
                Of(Sample.Dual, 90, 91, 90) with { HostAddress = IPAddress.Parse("192.168.124.51") },
                Of(Sample.Dual, 4000, 5000, 4000) with { Protocol = TransportProtocol.Udp }),
            "mapped"));

    [Fact]
    public void What_goes_by_a_port_of_the_host_is_let_through_between_its_networks() => Assert.Contains(
        "saddr 10.100.0.0/16 drop\n\t\tct status dnat accept\n\t\tiifname \"cn-*\" iifname != \"cn-br5\"",
        Chain(Plan([Sample.Blue, Sample.Classic], [Sample.Attach(1, Sample.Classic, "172.17.1.2")], Of(Sample.Classic, 80, 80, 80)), "forward"),
        StringComparison.Ordinal);

    [Fact]
    public void Where_no_such_workload_is_attached_there_is_nothing_of_it()
    {
        var attached = Sample.Attach(1, Sample.Classic, "172.17.1.2");
        var without = Plan([Sample.Classic], [attached]);
        Assert.Equal(without.Desired, Plan([Sample.Classic], [attached], Of(Sample.Classic, 80, 80, 80) with { Workload = "other" }).Desired);
        Assert.Equal(without.Desired, Plan([Sample.Classic], [attached], Of(Sample.Blue, 80, 80, 80)).Desired);
        Assert.NotEqual(without.Desired, Plan([Sample.Classic], [attached], Of(Sample.Classic, 80, 80, 80)).Desired);
    }

    /// <summary>Then nothing of 127.0.0.0/8 has to cross the bridge.</summary>
    [Fact]
    public void A_port_that_is_open_at_one_address_is_not_open_at_127_0_0_1()
    {
        var at = Of(Sample.Classic, 80, 80, 80) with { HostAddress = Sample.Underlay(1) };
        var text = Plan([Sample.Classic], [Sample.Attach(1, Sample.Classic, "172.17.1.2")], at).Desired.ToText();
        Assert.DoesNotContain("localnet", text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.0/8", text, StringComparison.Ordinal);
        Assert.Contains("192.168.124.51 . 80 : 172.17.1.2 . 80", text, StringComparison.Ordinal);
    }

    private static PortMapping Of(NetworkView network, int first, int last, int target) =>
        new(network.Id, "web1", TransportProtocol.Tcp, new(first, last), target);

    private static HostPlan Plan(NetworkView[] networks, Attachment[] attachments, params PortMapping[] mappings)
    {
        var plan = HostPlanner.Plan(Sample.Host(1), networks, attachments, Sample.Facts(), [.. mappings]);
        Assert.Empty(plan.Problems);
        return plan;
    }

    private static string Shown(HostPlan plan) => plan.Desired.Lines("localnet") + plan.Desired.Nft!.Text;

    private static string Chain(HostPlan plan, string name)
    {
        var text = plan.Desired.Nft!.Text;
        var from = text.IndexOf($"\tchain {name} ", StringComparison.Ordinal);
        return text[from..(text.IndexOf("\t}\n", from, StringComparison.Ordinal) + 3)];
    }
}
