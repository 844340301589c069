using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Services;

/// <summary>What a host builds besides the table where a network gets its first service.</summary>
public sealed class ServedHostTests
{
    [Fact]
    public void The_first_service_of_a_network() => Text.Equal("""
        sysctl -w net/ipv4/conf/all/send_redirects=0 net/ipv4/conf/cn-br5/send_redirects=0
        ip link set dev cn-br5 type bridge nf_call_iptables 1 nf_call_ip6tables 1
        ip route add 10.100.0.0/24 dev cn-br5 proto 77 src 10.100.1.1
        ip route add fd00:100::/64 dev cn-br5 proto 77 src fd00:100:0:1::1
        ip link set dev cn-c0ffee000001 type bridge_slave hairpin on
        """, Steps(Served.Blue, "10.100.1.2,fd00:100:0:1::2"));

    [Fact]
    public void On_a_segment_its_workloads_are_told_where_services_are() => Text.Equal("""
        sysctl -w net/ipv4/conf/all/send_redirects=0 net/ipv4/conf/cn-br5/send_redirects=0
        ip link set dev cn-br5 type bridge nf_call_iptables 1 nf_call_ip6tables 1
        ip link set dev cn-c0ffee000001 type bridge_slave hairpin on
        nsenter --net=/run/netns/web ip route replace 10.100.0.0/24 via 10.100.1.1 dev eth0
        ip link set dev cn-c0ffee000001 mtu 1450 master cn-br5 up alias "eth0 10.100.1.2/16>10.100.1.1 0a:77:00:00:00:01 for 10.100.0.0/16,10.100.0.0/24 in /run/netns/web"
        """, Steps(Served.In(Sample.Blue.With(settings => settings with { Driver = NetworkDriver.Bridge }), "10.100.0.0/24"), "10.100.1.2"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void While_services_are_not_known_what_they_need_stays_as_it_is(bool isFiltered)
    {
        KernelState Plan(ServicesView? services, string[] filtered) => HostPlanner.Plan(
            Sample.Host(1), [Served.Blue], [Sample.Attach(1, Served.Blue, "10.100.1.2,fd00:100:0:1::2")], Sample.Facts() with { Filtered = [.. filtered] },
            services: _ => services).Desired;
        Assert.Equal(
            Plan(isFiltered ? Served.Services(Served.WebService) : Served.Services(), []), Plan(null, isFiltered ? ["cn-br5"] : []));
    }

    [Fact]
    public void Without_br_netfilter_it_is_told_what_does_not_work()
    {
        var plan = HostPlanner.Plan(
            Sample.Host(1), [Served.Blue], [], Sample.Facts() with { HasBridgeFilter = false }, services: _ => Served.Services(Served.WebService));
        Assert.Contains("modprobe br_netfilter", Assert.Single(plan.Problems), StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Desired.Links, link => link is BridgeLink { Filtered: true });
    }

    // From a network without services to one with.
    private static string Steps(NetworkView network, string addresses)
    {
        KernelState Plan(params NetworkService[] services)
        {
            var plan = HostPlanner.Plan(
                Sample.Host(1), [network], [Sample.Attach(1, network, addresses)], Sample.Facts(),
                services: _ => Served.Services(services) with { Network = network.Id });
            Assert.Empty(plan.Problems);
            return plan.Desired;
        }
        return string.Join('\n', KernelDiff.Between(Plan(), Plan(Served.WebService with { Addresses = [System.Net.IPAddress.Parse("10.100.0.17")] }))
            .SelectMany(step => step.Commands).Where(command => !command.ToString().StartsWith("ip link set dev cn-br5 address", StringComparison.Ordinal)
                && !(command.ToString().StartsWith("ip link set dev cn-c0ffee000001 mtu", StringComparison.Ordinal) && !command.ToString().Contains("alias", StringComparison.Ordinal))));
    }
}
