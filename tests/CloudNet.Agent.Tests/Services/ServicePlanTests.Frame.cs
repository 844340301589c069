namespace CloudNet.Agent.Tests.Services;

public sealed partial class ServicePlanTests
{
    private const string Frame = """
        add table inet cloudnet-services
        add chain inet cloudnet-services refused
        flush chain inet cloudnet-services refused
        add rule inet cloudnet-services refused meta l4proto tcp reject with tcp reset
        add rule inet cloudnet-services refused reject
        add map inet cloudnet-services ip-services { type ipv4_addr . inet_proto . inet_service : verdict; }
        add map inet cloudnet-services ip-backends-0 { type ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service; }
        add map inet cloudnet-services ip-backends-1 { type ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service; }
        add set inet cloudnet-services ip-hairpin { type ipv4_addr . ipv4_addr; }
        add map inet cloudnet-services ip-affine { type ipv4_addr . inet_proto . inet_service : verdict; }
        add set inet cloudnet-services ip-served { type ipv4_addr . inet_proto . inet_service . ipv4_addr; }
        add map inet cloudnet-services ip-affinity { type ipv4_addr . ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service; size 262144; \
        flags dynamic,timeout; timeout 3h; }
        add chain inet cloudnet-services ip-at-0
        flush chain inet cloudnet-services ip-at-0
        add rule inet cloudnet-services ip-at-0 dnat ip to ip daddr . meta l4proto . th dport map @ip-backends-0
        add chain inet cloudnet-services ip-at-1
        flush chain inet cloudnet-services ip-at-1
        add rule inet cloudnet-services ip-at-1 dnat ip to ip daddr . meta l4proto . th dport map @ip-backends-1
        add map inet cloudnet-services ip6-services { type ipv6_addr . inet_proto . inet_service : verdict; }
        add set inet cloudnet-services ip6-hairpin { type ipv6_addr . ipv6_addr; }
        add chain inet cloudnet-services ip-remember-600
        flush chain inet cloudnet-services ip-remember-600
        add rule inet cloudnet-services ip-remember-600 meta l4proto tcp ct original ip daddr . meta l4proto . ct original proto-dst . ip daddr \
        @ip-served update @ip-affinity { ip saddr . ct original ip daddr . meta l4proto . ct original proto-dst timeout 600s : ip daddr . th dport }
        add rule inet cloudnet-services ip-remember-600 meta l4proto udp ct original ip daddr . meta l4proto . ct original proto-dst . ip daddr \
        @ip-served update @ip-affinity { ip saddr . ct original ip daddr . meta l4proto . ct original proto-dst timeout 600s : ip daddr . th dport }
        add rule inet cloudnet-services ip-remember-600 meta l4proto sctp ct original ip daddr . meta l4proto . ct original proto-dst . ip daddr \
        @ip-served update @ip-affinity { ip saddr . ct original ip daddr . meta l4proto . ct original proto-dst timeout 600s : ip daddr . th dport }
        add chain inet cloudnet-services ip-random-2
        flush chain inet cloudnet-services ip-random-2
        add rule inet cloudnet-services ip-random-2 numgen random mod 2 vmap { 0 : goto ip-at-0, 1 : goto ip-at-1 }
        add chain inet cloudnet-services ip-sticky-random-2
        flush chain inet cloudnet-services ip-sticky-random-2
        add rule inet cloudnet-services ip-sticky-random-2 dnat ip to ip saddr . ip daddr . meta l4proto . th dport map @ip-affinity
        add rule inet cloudnet-services ip-sticky-random-2 goto ip-random-2
        add chain inet cloudnet-services prerouting { type nat hook prerouting priority dstnat; }
        add chain inet cloudnet-services prerouting
        flush chain inet cloudnet-services prerouting
        add rule inet cloudnet-services prerouting ip daddr 10.100.0.0/24 ip daddr . meta l4proto . th dport vmap @ip-services
        add chain inet cloudnet-services local { type nat hook output priority -100; }
        add chain inet cloudnet-services local
        flush chain inet cloudnet-services local
        add rule inet cloudnet-services local ip daddr 10.100.0.0/24 ip daddr . meta l4proto . th dport vmap @ip-services
        add chain inet cloudnet-services forward { type filter hook forward priority filter; }
        add chain inet cloudnet-services forward
        flush chain inet cloudnet-services forward
        add rule inet cloudnet-services forward ip daddr 10.100.0.0/24 goto refused
        add chain inet cloudnet-services output { type filter hook output priority filter; }
        add chain inet cloudnet-services output
        flush chain inet cloudnet-services output
        add rule inet cloudnet-services output ip daddr 10.100.0.0/24 goto refused
        add rule inet cloudnet-services output oifname "cn-br*" icmp type redirect drop
        add rule inet cloudnet-services output oifname "cn-br*" icmpv6 type nd-redirect drop
        add chain inet cloudnet-services remembered { type filter hook postrouting priority filter; }
        add chain inet cloudnet-services remembered
        flush chain inet cloudnet-services remembered
        add rule inet cloudnet-services remembered ct state new ct status dnat meta l4proto tcp ct original ip daddr . meta l4proto . ct original \
        proto-dst vmap @ip-affine
        add rule inet cloudnet-services remembered ct state new ct status dnat meta l4proto udp ct original ip daddr . meta l4proto . ct original \
        proto-dst vmap @ip-affine
        add rule inet cloudnet-services remembered ct state new ct status dnat meta l4proto sctp ct original ip daddr . meta l4proto . ct original \
        proto-dst vmap @ip-affine
        add chain inet cloudnet-services postrouting { type nat hook postrouting priority srcnat; }
        add chain inet cloudnet-services postrouting
        flush chain inet cloudnet-services postrouting
        add rule inet cloudnet-services postrouting ct status dnat ct original ip daddr 10.100.0.0/24 ip saddr . ip daddr @ip-hairpin masquerade \
        fully-random
        add rule inet cloudnet-services postrouting ct status dnat ct original ip daddr 10.100.0.0/24 ip saddr != 10.100.0.0/16 oifname != "cn-br5" ip \
        daddr 10.100.0.0/16 snat ip to 10.100.1.1 fully-random
        add rule inet cloudnet-services postrouting ct status dnat ct original ip daddr 10.100.0.0/24 ip saddr != 10.100.0.0/16 ip daddr != 10.100.0.0/16 \
        masquerade fully-random

        """;
}
