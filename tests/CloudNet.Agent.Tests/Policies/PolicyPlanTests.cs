using CloudNet.Agent.Plan.Tables;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Agent.Tests.Services;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Policies;

/// <summary>What nft is told, as a person would type it.</summary>
public sealed class PolicyPlanTests
{
    private static readonly WorkloadsView Workloads = Served.Workloads(
        Served.On(1, "10.100.1.2,fd00:100:0:1::2", "app=db"), Served.On(2, "10.100.2.2", "app=web"), Served.On(1, "10.100.1.3", "app=web"));

    [Fact]
    public void A_policy_by_labels_with_a_default_that_denies() => Text.Equal(Joined("""
        add table inet cloudnet-policy
        add map inet cloudnet-policy egress-of { type ifname : verdict; }
        add map inet cloudnet-policy ingress-of { type ifname : verdict; }
        add counter inet cloudnet-policy ingress-5-web-to-db.00000301
        add counter inet cloudnet-policy ingress-5.default
        add set inet cloudnet-policy ip-5-web-to-db.of { type ipv4_addr; }
        add set inet cloudnet-policy ip-5-web-to-db.peers { type ipv4_addr; }
        add chain inet cloudnet-policy ingress-5
        flush chain inet cloudnet-policy ingress-5
        add rule inet cloudnet-policy ingress-5 ip6 saddr fe80::/10 reject with icmpx admin-prohibited comment "link-local addresses have no labels"
        add rule inet cloudnet-policy ingress-5 ip6 daddr fe80::/10 reject with icmpx admin-prohibited comment "link-local addresses have no labels"
        add rule inet cloudnet-policy ingress-5 ip daddr @ip-5-web-to-db.of ip saddr @ip-5-web-to-db.peers tcp dport 5432 counter name "ingress-5-web-to-db.00000301" return comment "policy web-to-db of network blue"
        add rule inet cloudnet-policy ingress-5 counter name "ingress-5.default" reject with icmpx admin-prohibited comment "ingress default of network blue"
        add chain inet cloudnet-policy forward { type filter hook forward priority filter; }
        add chain inet cloudnet-policy forward
        flush chain inet cloudnet-policy forward
        add rule inet cloudnet-policy forward ct state established,related accept
        add rule inet cloudnet-policy forward ip6 hoplimit 255 icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, \
        nd-neighbor-advert } accept
        add rule inet cloudnet-policy forward ip6 saddr { ::, fe80::/10 } ip6 daddr ff00::/8 icmpv6 type { mld-listener-query, mld-listener-report, \
        mld-listener-done, mld2-listener-report } accept
        add rule inet cloudnet-policy forward iifname vmap @egress-of
        add rule inet cloudnet-policy forward oifname vmap @ingress-of
        add element inet cloudnet-policy ingress-of { "cn-br5" : jump ingress-5 }
        add element inet cloudnet-policy ip-5-web-to-db.of { 10.100.1.2 }
        add element inet cloudnet-policy ip-5-web-to-db.peers { 10.100.1.3, 10.100.2.2 }

        """), Whole(Sample.Blue, new(PolicyDefault.Deny, PolicyDefault.Allow), Policed.WebToDb).Table);

    [Fact]
    public void What_each_port_may_send_from() => Text.Equal(Joined("""
        add table bridge cloudnet-policy
        add set bridge cloudnet-policy guarded { type ifname; }
        add set bridge cloudnet-policy ip-own { type ifname . ipv4_addr; }
        add set bridge cloudnet-policy ip6-own { type ifname . ipv6_addr; }
        add chain bridge cloudnet-policy prerouting { type filter hook prerouting priority -300; }
        add chain bridge cloudnet-policy prerouting
        flush chain bridge cloudnet-policy prerouting
        add rule bridge cloudnet-policy prerouting iifname != @guarded accept
        add rule bridge cloudnet-policy prerouting ether type { 8021q, 8021ad } counter drop comment "tagged"
        add rule bridge cloudnet-policy prerouting ether type ip iifname . ip saddr @ip-own accept
        add rule bridge cloudnet-policy prerouting ether type ip6 iifname . ip6 saddr @ip6-own accept
        add rule bridge cloudnet-policy prerouting ether type arp iifname . arp saddr ip @ip-own accept
        add rule bridge cloudnet-policy prerouting ether type arp arp saddr ip 0.0.0.0 accept
        add rule bridge cloudnet-policy prerouting ether type ip6 ip6 saddr fe80::/10 accept
        add rule bridge cloudnet-policy prerouting ether type ip6 ip6 saddr :: icmpv6 type { mld-listener-report, nd-router-solicit, \
        nd-neighbor-solicit, mld2-listener-report } accept
        add rule bridge cloudnet-policy prerouting counter drop comment "no address of the workload at this port"
        add element bridge cloudnet-policy guarded { "cn-c0ffee000001", "cn-c0ffee000003" }
        add element bridge cloudnet-policy ip-own { "cn-c0ffee000001" . 10.100.1.2, "cn-c0ffee000003" . 10.100.1.3 }
        add element bridge cloudnet-policy ip6-own { "cn-c0ffee000001" . fd00:100:0:1::2 }

        """), Whole(Sample.Blue, default, Policed.WebToDb).Ports);

    [Fact]
    public void In_their_order_with_ranges_and_ports_of_both_families() => Text.Equal(Joined("""
        egress-5 ip6 saddr fe80::/10 reject with icmpx admin-prohibited comment "link-local addresses have no labels"
        egress-5 ip6 daddr fe80::/10 reject with icmpx admin-prohibited comment "link-local addresses have no labels"
        egress-5 counter name "egress-5-first.00000303" reject with icmpx admin-prohibited comment "policy first of network blue"
        egress-5 ip daddr @ip-5-much.peers tcp dport { 80-95, 443 } counter name "egress-5-much.00000301" comment "dry run of policy much of network blue"
        egress-5 ip daddr @ip-5-much.peers meta l4proto sctp counter name "egress-5-much.00000301" comment "dry run of policy much of network blue"
        egress-5 ip daddr 192.0.2.0/24 ip daddr != @ip-5-much.peers tcp dport { 80-95, 443 } counter name "egress-5-much.00000301" comment "dry run of policy much of network blue"
        egress-5 ip daddr 192.0.2.0/24 ip daddr != @ip-5-much.peers meta l4proto sctp counter name "egress-5-much.00000301" comment "dry run of policy much of network blue"
        egress-5 ip6 daddr @ip6-5-much.peers tcp dport { 80-95, 443 } counter name "egress-5-much.00000301" comment "dry run of policy much of network blue"
        egress-5 ip6 daddr @ip6-5-much.peers meta l4proto sctp counter name "egress-5-much.00000301" comment "dry run of policy much of network blue"
        egress-5 ip6 daddr fd00::/8 ip6 daddr != @ip6-5-much.peers tcp dport { 80-95, 443 } counter name "egress-5-much.00000301" comment "dry run of policy much of network blue"
        egress-5 ip6 daddr fd00::/8 ip6 daddr != @ip6-5-much.peers meta l4proto sctp counter name "egress-5-much.00000301" comment "dry run of policy much of network blue"
        egress-5 meta l4proto { icmp, ipv6-icmp } counter name "egress-5-ping.00000302" return comment "policy ping of network blue"
        egress-5 counter name "egress-5.default" comment "dry run of egress default of network blue"
        """), Rules(Sample.Dual, new(PolicyDefault.Allow, PolicyDefault.Count),
        new("much", PolicyDirection.Egress, PolicyAction.Deny, 500, Served.Labels(),
            [Policed.Peer("app=web"), Policed.Cidr("192.0.2.128/25"), Policed.Cidr("192.0.2.0/24"), Policed.Cidr("fd00::/8")],
            [new(PolicyProtocol.Tcp, 85, 95), new(PolicyProtocol.Tcp, 80, 90), new(PolicyProtocol.Tcp, 443),
                new(PolicyProtocol.Sctp), new(PolicyProtocol.Sctp, 9)], true),
        Policed.Any("ping", PolicyDirection.Egress, PolicyAction.Allow) with { Ports = [new(PolicyProtocol.Icmp)] },
        Policed.Any("first", PolicyDirection.Egress, PolicyAction.Deny, 7)));

    [Fact]
    public void On_a_segment_what_others_have_is_judged_by_them() => Text.Equal(Joined("""
        ingress-5 ip6 saddr fe80::/10 reject with icmpx admin-prohibited comment "link-local addresses have no labels"
        ingress-5 ip6 daddr fe80::/10 reject with icmpx admin-prohibited comment "link-local addresses have no labels"
        ingress-5 ip daddr != @ip-5.here ip daddr != { 10.100.255.255, 224.0.0.0/4, 255.255.255.255 } return
        ingress-5 ip saddr 192.0.2.0/24 counter name "ingress-5-shut.00000301" reject with icmpx admin-prohibited comment "policy shut of network blue"
        """), Rules(Sample.Blue.With(settings => settings with { Driver = NetworkDriver.Bridge }), default,
        Policed.Any("shut", PolicyDirection.Ingress, PolicyAction.Deny) with { Peers = [Policed.Cidr("192.0.2.0/24"), Policed.Cidr("2001:db8::/32")] }));

    [Fact]
    public void Without_policies_and_with_open_defaults_there_is_nothing() => Assert.Equal(("", ""), Whole(Sample.Blue, default));

    // A long line is written as several here.
    private static string Joined(string golden) => golden.ReplaceLineEndings("\n").Replace(" \\\n", " ", StringComparison.Ordinal);

    private static string Rules(NetworkView network, PolicyDefaults defaults, params NetworkPolicy[] policies) => string.Join('\n',
        Whole(network, defaults, policies).Table.Split('\n').Where(line => line.StartsWith("add rule", StringComparison.Ordinal) && !line.Contains(" forward ", StringComparison.Ordinal))
            .Select(line => line["add rule inet cloudnet-policy ".Length..]));

    private static (string Table, string Ports) Whole(NetworkView network, PolicyDefaults defaults, params NetworkPolicy[] policies)
    {
        var book = Policed.Book(
            Policed.Policies(policies) with { Defaults = defaults, Network = network.Id }, Workloads with { Network = network.Id }, network);
        return (Of(book.Table), Of(book.Ports));
    }

    private static string Of(ITablePlan plan) =>
        plan.Frame + new TableScript(plan.Kind).Elements([], plan.All.OrderBy(element => element.Key, StringComparer.Ordinal));
}
