using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>What is planned for two hosts carries packets between their workloads, with both drivers.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class TrafficTests
{
    public static TheoryData<object, string, string, int> Networks => new()
    {
        { Sample.Blue.Without(3), "10.100.1.2", "10.100.2.2", 1450 },
        { Sample.Classic, "172.17.1.2", "172.17.2.2", 1500 },
    };

    public static TheoryData<object, string, string> Ipv6Networks => new()
    {
        { Sample.Dual.Without(3), "10.100.1.2,fd00:100:0:1::2", "10.100.2.2,fd00:100:0:2::2" },
        { Sample.Six, "fd00:66:0:1::2", "fd00:66:0:2::2" },
    };

    /// <summary>In namespaces made without IPv6, as Docker makes its containers.</summary>
    [Theory]
    [MemberData(nameof(Ipv6Networks))]
    public async Task Workloads_on_two_hosts_reach_each_other_and_the_outside_over_IPv6(object view, string first, string second)
    {
        await using var wire = await Wire.CreateAsync(2);
        var web = await wire.WorkloadAsync();
        var db = await wire.WorkloadAsync();
        var network = (NetworkView)view;
        foreach (var inside in (NetworkNamespace[])[web, db]) await inside.RunAsync("sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1");
        await wire[1].BuildAsync(network, Sample.Attach(1, network, first, web.Path));
        await wire[2].BuildAsync(network, Sample.Attach(2, network, second, db.Path));
        var (from, to) = (first.Split(',')[^1], second.Split(',')[^1]);
        await db.RunAsync($"nft 'add table ip6 own; add chain ip6 own in {{ type filter hook input priority 0; }}; add rule ip6 own in icmpv6 type echo-request ip6 saddr != {from} drop'");
        await web.RunAsync($"ping -q -c 2 -i 0.2 -W 2 {to}");
        await web.RunAsync($"ping -q -c 1 -W 2 -M do -s {1450 - 48} {to}");
        await Assert.ThrowsAsync<InvalidOperationException>(() => web.RunAsync($"ping -q -c 1 -W 2 -M do -s {1450 - 47} {to}"));
        await web.RunAsync("ping -q -c 1 -W 2 fd00:124::1");
        await db.RunAsync("nft delete table ip6 own");
        await wire[1].Netns.RunAsync($"ping -q -c 1 -W 2 {from}");
        await wire[1].Netns.RunAsync($"ping -q -c 1 -W 2 {to}");
    }

    /// <summary>So that no workload makes itself its host's router.</summary>
    [Fact]
    public async Task A_host_takes_no_router_advertisements_from_a_bridge_and_forwards_no_family_that_it_need_not()
    {
        await using var wire = await Wire.CreateAsync(1);
        var web = await wire.WorkloadAsync();
        await wire[1].BuildAsync(Sample.Blue, Sample.Attach(1, Sample.Blue, "10.100.1.2", web.Path));
        Assert.Equal("0", (await wire[1].Netns.RunAsync("sysctl -n net.ipv6.conf.all.forwarding")).Trim());
        Assert.Equal("0", (await wire[1].Netns.RunAsync("sysctl -n net.ipv6.conf.cn-br5.accept_ra")).Trim());
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task Workloads_on_two_hosts_reach_each_other_and_the_outside(object view, string first, string second, int mtu)
    {
        await using var wire = await Wire.CreateAsync(2);
        var web = await wire.WorkloadAsync();
        var db = await wire.WorkloadAsync();
        var network = (NetworkView)view;
        await wire[1].BuildAsync(network, Sample.Attach(1, network, first, web.Path));
        await wire[2].BuildAsync(network, Sample.Attach(2, network, second, db.Path));
        // What arrives with another source than the workload's own is not answered.
        await db.RunAsync($"nft 'add table ip own; add chain ip own in {{ type filter hook input priority 0; }}; add rule ip own in ip saddr != {first} drop'");
        await web.RunAsync($"ping -q -c 2 -i 0.2 -W 2 {second}");
        await web.RunAsync($"ping -q -c 1 -W 2 -M do -s {mtu - 28} {second}");
        await Assert.ThrowsAsync<InvalidOperationException>(() => web.RunAsync($"ping -q -c 1 -W 2 -M do -s {mtu - 27} {second}"));
        await web.RunAsync("ping -q -c 1 -W 2 192.168.124.1");
        await db.RunAsync("nft delete table ip own");
        await wire[1].Netns.RunAsync($"ping -q -c 1 -W 2 {first}");
        await wire[1].Netns.RunAsync($"ping -q -c 1 -W 2 {second}");
    }

    [Fact]
    public async Task Without_nat_the_outside_has_no_way_back()
    {
        await using var wire = await Wire.CreateAsync(1);
        var web = await wire.WorkloadAsync();
        var network = Sample.Blue.With(settings => settings with { Nat = false });
        await wire[1].BuildAsync(network, Sample.Attach(1, network, "10.100.1.2", web.Path));
        await web.RunAsync("ping -q -c 1 -W 2 192.168.124.51");
        await Assert.ThrowsAsync<InvalidOperationException>(() => web.RunAsync("ping -q -c 1 -W 1 192.168.124.1"));
    }
}
