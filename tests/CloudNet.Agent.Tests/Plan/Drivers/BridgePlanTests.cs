using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Plan.Drivers;

/// <summary>One segment on all hosts, as the lines that a person would type.</summary>
public sealed class BridgePlanTests
{
    private static readonly NetworkView Segment = Sample.Blue.With(settings => settings with { Driver = NetworkDriver.Bridge });

    [Fact]
    public void The_vtep_is_a_port_of_the_bridge_and_what_is_for_all_goes_to_each_peer()
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [Segment], [], Sample.Facts());
        Assert.Empty(plan.Problems);
        Text.Equal("""
            sysctl -w net.ipv4.ip_forward=1
            ip link add cn-br5 address 0a:62:0a:64:01:01 type bridge stp_state 0 forward_delay 0
            sysctl -e -w net/ipv6/conf/cn-br5/accept_ra=0
            ip link set dev cn-br5 mtu 1450 up
            ip link add cn-vx5 address 0a:00:00:00:00:01 mtu 1450 type vxlan id 5 local 192.168.124.51 dstport 4789
            ip link set dev cn-vx5 master cn-br5 up
            ip address add 10.100.1.1/24 dev cn-br5
            bridge fdb append 00:00:00:00:00:00 dev cn-vx5 dst 192.168.124.52 self permanent
            bridge fdb append 00:00:00:00:00:00 dev cn-vx5 dst 192.168.124.53 self permanent
            ip route add 10.100.0.0/16 dev cn-br5 proto 77 src 10.100.1.1
            table inet cloudnet {
            	chain postrouting {
            		type nat hook postrouting priority srcnat; policy accept;
            		ip saddr 10.100.0.0/16 ip daddr != 10.100.0.0/16 ip daddr != 224.0.0.0/4 masquerade fully-random
            	}
            	chain forward {
            		type filter hook forward priority filter; policy accept;
            		iifname "cn-br5" oifname != "cn-br5" oifname != "cn-vx5" ip daddr 10.100.0.0/16 reject with icmp net-unreachable
            		oifname "cn-br5" iifname != "cn-br5" iifname != "cn-vx5" ip saddr 10.100.0.0/16 drop
            	}
            }

            """, plan.Desired.ToText());
    }

    [Fact]
    public void A_workload_is_on_the_link_of_all_and_says_where_it_is()
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [Segment], [Sample.Attach(1, Segment, "10.100.1.2")], Sample.Facts());
        Assert.Empty(plan.Problems);
        var veth = plan.Desired.Links.OfType<VethLink>().Single();
        Text.Equal("""
            ip link add cn-c0ffee000001 mtu 1450 type veth peer name eth0 address 0a:77:00:00:00:01 mtu 1450 netns /run/netns/web
            nsenter --net=/run/netns/web ip address add 10.100.1.2/16 dev eth0
            nsenter --net=/run/netns/web ip link set dev lo up
            nsenter --net=/run/netns/web ip link set dev eth0 up
            nsenter --net=/run/netns/web ip route append default via 10.100.1.1 dev eth0 metric 7700
            nsenter --net=/run/netns/web sysctl -w net/ipv4/conf/eth0/arp_notify=1
            ip link set dev cn-c0ffee000001 master cn-br5 alias "eth0 10.100.1.2/16>10.100.1.1 0a:77:00:00:00:01 for 10.100.0.0/16 in /run/netns/web" up
            nsenter --net=/run/netns/web ip link set dev eth0 address 0a:77:00:00:00:01
            """, string.Join('\n', veth.Adding()));
        Assert.Equal(veth.Peer, VethPeer.Parse(veth.Peer!.ToString()));
    }

    [Fact]
    public void What_is_known_of_other_hosts_workloads_is_programmed()
    {
        var known = Sample.Workloads(Segment, (1, "10.100.1.2"), (2, "10.100.2.2"), (3, "10.100.3.7"), (9, "10.100.9.2"), (3, "10.200.3.2"));
        Text.Equal("""
            bridge fdb replace 0a:77:0a:64:02:02 dev cn-vx5 dst 192.168.124.52 self dynamic extern_learn
            bridge fdb replace 0a:77:0a:64:02:02 dev cn-vx5 master dynamic extern_learn
            bridge fdb replace 0a:77:0a:64:03:07 dev cn-vx5 dst 192.168.124.53 self dynamic extern_learn
            bridge fdb replace 0a:77:0a:64:03:07 dev cn-vx5 master dynamic extern_learn
            bridge fdb append 00:00:00:00:00:00 dev cn-vx5 dst 192.168.124.52 self permanent
            bridge fdb append 00:00:00:00:00:00 dev cn-vx5 dst 192.168.124.53 self permanent
            ip neighbour replace 10.100.2.2 lladdr 0a:77:0a:64:02:02 dev cn-br5 nud permanent
            ip neighbour replace 10.100.3.7 lladdr 0a:77:0a:64:03:07 dev cn-br5 nud permanent
            """, Programmed(known));
    }

    [Fact]
    public void One_that_is_here_now_is_not_looked_for_where_it_was()
    {
        var known = Sample.Workloads(Segment, (2, "10.100.1.2"));
        var moved = Sample.Attach(1, Segment, "10.100.1.2") with
        {
            Mac = AddressMac.OfWorkload(IPAddress.Parse("10.100.1.2")), AttachedAt = Support.Sample.AttachedAt.AddMinutes(1),
        };
        Assert.DoesNotContain("extern_learn", Programmed(known, moved), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_another_hosts_subnet_is_had_by_whom_it_is_pinned_to()
    {
        // It was when it was attached: what the host is told of pins later, or is not told after a start, takes nothing away.
        var db = Sample.Attach(1, Segment, "10.100.2.9") with { IsCarried = true };
        var plan = HostPlanner.Plan(Sample.Host(1), [Segment], [db], Sample.Facts());
        Assert.Empty(plan.Problems);
        var veth = Assert.Single(plan.Desired.Links.OfType<VethLink>());
        Assert.Equal([new WorkloadAddress(IPAddress.Parse("10.100.2.9"), 16, IPAddress.Parse("10.100.1.1"))], veth.Peer!.Addresses);
        var other = HostPlanner.Plan(Sample.Host(1), [Segment], [db with { IsCarried = false }], Sample.Facts());
        Assert.Contains("10.100.2.9 is outside this host's lease", Assert.Single(other.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public void One_that_was_attached_elsewhere_since_is_left_out_here(int minutes, bool isHere)
    {
        var db = Sample.Attach(1, Segment, "10.100.1.9") with { AttachedAt = Support.Sample.AttachedAt.AddMinutes(minutes) };
        var known = Sample.Workloads(Segment, (2, "10.100.1.9"));
        PortMapping[] ports = [new(Segment.Id, db.Name, TransportProtocol.Tcp, new(8080, 8080), 80)];
        var plan = HostPlanner.Plan(Sample.Host(1), [Segment], [db], Sample.Facts(), [.. ports], workloads: _ => known);
        Assert.Equal(isHere, plan.Desired.Links.OfType<VethLink>().Any());
        Assert.Equal(isHere, plan.Desired.ToText().Contains("8080", StringComparison.Ordinal));
        if (!isHere) Assert.Contains("10.100.1.9 is on host v2 now, where it was attached since; detach it here", Assert.Single(plan.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_is_no_segment_needs_none_of_it()
    {
        var known = Sample.Workloads(Sample.Blue, (2, "10.100.2.2"));
        var with = HostPlanner.Plan(Sample.Host(1), [Sample.Blue], [], Sample.Facts(), workloads: _ => known);
        Assert.Equal(HostPlanner.Plan(Sample.Host(1), [Sample.Blue], [], Sample.Facts()).Desired.ToText(), with.Desired.ToText());
    }

    private static string Programmed(WorkloadsView known, params Attachment[] attached)
    {
        var plan = HostPlanner.Plan(Sample.Host(1), [Segment], attached, Sample.Facts(), workloads: _ => known);
        Assert.Empty(plan.Problems);
        return string.Join('\n', plan.Desired.ToText().Split('\n')
            .Where(line => line.StartsWith("bridge fdb", StringComparison.Ordinal) || line.StartsWith("ip neighbour", StringComparison.Ordinal)));
    }
}
