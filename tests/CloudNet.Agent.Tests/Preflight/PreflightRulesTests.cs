using CloudNet.Agent.Preflight;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Preflight;

/// <summary>What keeps packets back, and what to type.</summary>
public sealed class PreflightRulesTests
{
    private static readonly HostSettings Docker = HostSettings.Usual with { Dropping = ["ip filter FORWARD"], HasDockerUser = true };
    private static readonly NetworkSettings[] Networks =
    [
        Sample.Blue.Settings, Sample.Dual.Settings with { Driver = NetworkDriver.Wireguard, Port = 51821 },
    ];

    [Fact]
    public void A_host_that_nobody_has_changed_is_fine() => Assert.Empty(Wrong(HostSettings.Usual, 100));

    [Fact]
    public void Where_docker_drops_what_is_forwarded_its_own_chain_is_the_way_out() => Assert.Equal(
        ["ip filter FORWARD drops forwarded packets that it has no rule for, and has none for cn-br*, so containers reach nobody; "
            + "type: iptables -I DOCKER-USER -i 'cn-br+' -j ACCEPT; iptables -I DOCKER-USER -o 'cn-br+' -j ACCEPT"],
        Wrong(Docker));

    [Fact]
    public void Where_another_table_does_the_rule_goes_there() => Assert.Equal(
        ["inet own forward drops forwarded packets that it has no rule for, and has none for cn-br*, so containers reach nobody; "
            + "type: nft 'insert rule inet own forward iifname \"cn-br*\" accept; insert rule inet own forward oifname \"cn-br*\" accept'"],
        Wrong(HostSettings.Usual with { Dropping = ["inet own forward"] }));

    [Fact]
    public void Bridged_packets_are_in_question_only_where_something_drops()
    {
        Assert.Empty(Wrong(HostSettings.Usual with { BridgedIsFiltered = true }));
        Assert.Contains("sysctl -w net.bridge.bridge-nf-call-iptables=0", Wrong(Docker with { BridgedIsFiltered = true })[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_firewall_is_told_the_ports_and_ranges_of_the_networks()
    {
        Assert.EndsWith("type: firewall-cmd --permanent --add-port=4789/udp; firewall-cmd --permanent --add-port=51821/udp; "
            + "firewall-cmd --permanent --zone=trusted --add-source=10.100.0.0/16; "
            + "firewall-cmd --permanent --zone=trusted --add-source=fd00:100::/48; firewall-cmd --reload",
            Assert.Single(Wrong(HostSettings.Usual with { Firewalls = ["firewalld"] })), StringComparison.Ordinal);
        Assert.Contains("type: ufw allow 4789/udp; ufw allow 51821/udp; ufw route allow from 10.100.0.0/16; ufw route allow to 10.100.0.0/16; "
            + "ufw allow from 10.100.0.0/16 to any port 53; ",
            Assert.Single(Wrong(HostSettings.Usual with { Firewalls = ["ufw"], Dropping = ["ip filter FORWARD"] })), StringComparison.Ordinal);
    }

    [Fact]
    public void Strict_reverse_path_filtering_is_told_of_while_a_network_has_two_ways()
    {
        var strict = HostSettings.Usual with { IsReverseStrict = true };
        Assert.Empty(Wrong(strict));
        var changing = Sample.Blue.Settings with { Next = new(new(NetworkDriver.Udp, 77, 8300)) };
        var found = PreflightRules.Of(strict, [changing], 0).Single(finding => finding.Check == "reverse path");
        Assert.Equal("type: sysctl -w net.ipv4.conf.all.rp_filter=2, and keep it in /etc/sysctl.d", found.Remedy);
    }

    [Theory]
    [InlineData(29, null)]
    [InlineData(-29, null)]
    [InlineData(31, "this host's clock is 31 seconds behind the controller's; ")]
    [InlineData(-7200, "this host's clock is 7200 seconds ahead of the controller's; ")]
    public void A_clock_that_is_far_from_the_controllers_is_told(int ahead, string? words)
    {
        var said = Wrong(HostSettings.Usual with { Ahead = TimeSpan.FromSeconds(ahead) });
        if (words is null) Assert.Empty(said);
        else Assert.StartsWith(words, Assert.Single(said), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ufw", "type: ufw allow proto gre from any; ufw route allow from 10.100.0.0/16; ")]
    [InlineData("firewalld", "type: firewall-cmd --permanent --add-protocol=gre; firewall-cmd --permanent --zone=trusted ")]
    public void Gre_is_let_through_where_a_network_takes_it(string firewall, string remedy)
    {
        var settings = HostSettings.Usual with { Firewalls = [firewall], Dropping = ["ip filter FORWARD"] };
        var gre = Sample.Blue.Settings with { Driver = NetworkDriver.Gre };
        Assert.Contains(remedy, PreflightRules.Of(settings, [gre], 0).Single(finding => finding.Check == firewall).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_neighbour_table_has_room_for_all_workloads() => Assert.Equal(
        ["the kernel keeps no more than 1024 neighbours (net.ipv4.neigh.default.gc_thresh3), and this host has 1000 workloads; "
            + "type: sysctl -w net.ipv4.neigh.default.gc_thresh3=4096, and keep it in /etc/sysctl.d"],
        Wrong(HostSettings.Usual, 1000));

    private static string[] Wrong(HostSettings settings, int workloads = 2) =>
        [.. PreflightRules.Of(settings, Networks, workloads).Where(finding => finding.Problem is not null).Select(finding => finding.ToString())];
}
