using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan.Drivers;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Plan;

/// <summary>What is open and closed between networks that are peered.</summary>
public sealed class PeeringPlanTests
{
    private static readonly NetworkView Red = Sample.Network(
        4, new("red", [IPNetwork.Parse("10.200.0.0/16")], NetworkDriver.Vxlan, Nat: true, Mtu: null, Vni: 8),
        Sample.Member(1, "10.200.1.0/24"), Sample.Member(2, "10.200.2.0/24"));

    private const string InBoth = """
    		iifname . oifname { "cn-br5" . "cn-vx5", "cn-br8" . "cn-vx8", "cn-vx5" . "cn-br5", "cn-vx8" . "cn-br8" } accept
    		iifname "cn-br5" oifname != "cn-br5" oifname != "cn-vx5" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
    		oifname "cn-br5" iifname != "cn-br5" iifname != "cn-vx5" ip saddr 10.100.0.0/16 drop
    		iifname "cn-br8" oifname != "cn-br8" oifname != "cn-vx8" ip daddr 10.200.0.0/16 reject with icmp net-unreachable
    		oifname "cn-br8" iifname != "cn-br8" iifname != "cn-vx8" ip saddr 10.200.0.0/16 drop
    		iifname "cn-br5" oifname != "cn-br8" oifname != "cn-vx8" ip daddr 10.200.0.0/16 reject with icmp net-unreachable
    		oifname "cn-br5" iifname != "cn-br5" iifname != "cn-vx5" iifname != "cn-br8" iifname != "cn-vx8" ip saddr 10.200.0.0/16 drop
    		iifname "cn-br8" ip daddr 10.100.3.0/24 reject with icmp admin-prohibited
    		iifname "cn-br8" oifname != "cn-br5" oifname != "cn-vx5" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
    		oifname "cn-br8" iifname != "cn-br8" iifname != "cn-vx8" iifname != "cn-br5" iifname != "cn-vx5" ip saddr 10.100.0.0/16 drop
    		iifname "cn-*" iifname != "cn-br5" iifname != "cn-vx5" iifname != "cn-br8" iifname != "cn-vx8" ip daddr 10.100.0.0/16 reject with icmp admin-prohibited
    		iifname "cn-*" iifname != "cn-br8" iifname != "cn-vx8" iifname != "cn-br5" iifname != "cn-vx5" ip daddr 10.200.0.0/16 reject with icmp admin-prohibited
    """;

    [Fact]
    public void Where_the_host_is_in_both_they_are_open_to_each_other_but_for_hosts_that_are_in_one()
    {
        var (blue, red) = Peered(Sample.Blue, Red);
        Forwards([blue, red], InBoth);
    }

    [Fact]
    public void Where_the_host_is_in_one_the_other_is_refused_and_not_sent_out_as_the_host()
    {
        var (blue, red) = Peered(Sample.Blue, Red.Without(1));
        Forwards([blue, red], """
            		iifname "cn-br5" oifname != "cn-br5" oifname != "cn-vx5" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
            		oifname "cn-br5" iifname != "cn-br5" iifname != "cn-vx5" ip saddr 10.100.0.0/16 drop
            		iifname "cn-br5" ip daddr 10.200.0.0/16 reject with icmp admin-prohibited
            """);
    }

    [Fact]
    public void Addresses_stay_as_they_are_and_workloads_are_told_where_the_other_network_is()
    {
        var (blue, red) = Peered(Sample.Blue, Red);
        var plan = HostPlanner.Plan(Sample.Host(1), [blue, red], [Sample.Attach(1, blue, "10.100.1.2")], Sample.Facts());
        Assert.Equal("""
            		ip saddr 10.100.1.0/24 ip daddr != 10.100.0.0/16 ip daddr != 10.200.0.0/16 ip daddr != 224.0.0.0/4 masquerade fully-random
            		ip saddr 10.200.1.0/24 ip daddr != 10.200.0.0/16 ip daddr != 10.100.0.0/16 ip daddr != 224.0.0.0/4 masquerade fully-random

            """, plan.Desired.Lines("masquerade"));
        Assert.Contains(" for 10.100.0.0/16 beyond 10.200.0.0/16 in ", plan.Desired.Links.OfType<VethLink>().Single().Peer!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_both_families_each_is_refused_by_one_look_up()
    {
        var (dual, six) = Peered(Sample.Dual.Without(2), Sample.Six.Without(1).With(settings => settings with
        {
            Ranges = [IPNetwork.Parse("10.66.0.0/24"), IPNetwork.Parse("10.66.1.0/24"), IPNetwork.Parse("fd00:66::/48")],
        }));
        Assert.Equal("""
            		iifname "cn-br5" ip daddr 10.66.0.0/23 reject with icmp admin-prohibited
            		iifname "cn-br5" ip6 daddr fd00:66::/48 reject with icmpv6 admin-prohibited

            """, HostPlanner.Plan(Sample.Host(1), [dual, six], [], Sample.Facts()).Desired.Lines("admin-prohibited"));
    }

    /// <summary>Each stream brings one half of it; until both are here the networks are closed to each other.</summary>
    [Fact]
    public void They_are_open_when_both_say_so()
    {
        var (blue, red) = Peered(Sample.Blue, Red);
        foreach (var (one, other) in new[] { (blue, Red), (Sample.Blue, red) })
        {
            var lines = HostPlanner.Plan(Sample.Host(1), [one, other], [], Sample.Facts()).Desired.Lines("iifname \"cn-*\"");
            Assert.Equal(2 * 3, lines.Split("iifname").Length - 1);
        }
    }

    [Theory]
    [InlineData(NetworkDriver.Wireguard)]
    [InlineData(NetworkDriver.Udp)]
    public void A_peers_packets_may_come_from_what_it_has_in_the_other_network(NetworkDriver driver)
    {
        var (blue, red) = Peered(Sample.Blue.Without(3).WithKeys().With(settings => settings with { Driver = driver }), Red.WithKeys());
        var desired = HostPlanner.Plan(Sample.Host(1), [blue, red], [], DriverSample.Facts()).Desired;
        var subnets = driver == NetworkDriver.Wireguard ? desired.WireguardPeers.Single().AllowedIps : desired.UdpPeers.Single().Subnets;
        Assert.Equal(["10.100.2.0/24", "10.200.2.0/24"], subnets.Select(subnet => $"{subnet}"));
        Assert.Single(desired.Routes, route => route.Destination == IPNetwork.Parse("10.200.2.0/24"));
    }

    private static (NetworkView, NetworkView) Peered(NetworkView one, NetworkView other) => (one.PeeredWith(other), other.PeeredWith(one));

    private static void Forwards(NetworkView[] networks, string rules)
    {
        var plan = HostPlanner.Plan(Sample.Host(1), networks, [], Sample.Facts());
        Assert.Empty(plan.Problems);
        var text = plan.Desired.ToText();
        var from = text.IndexOf("chain forward", StringComparison.Ordinal);
        Assert.Equal($"chain forward {{\n\t\ttype filter hook forward priority filter; policy accept;\n{rules}\n", text[from..text.IndexOf("\t}", from, StringComparison.Ordinal)]);
    }
}
