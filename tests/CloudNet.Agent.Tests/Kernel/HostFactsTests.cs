using System.Net;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>What is read of the host itself.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class HostFactsTests
{
    [Fact]
    public async Task The_link_with_the_underlay_address_is_found_with_its_mtu_and_prefix()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await host.RunAsync("ip address add 10.7.3.200/22 dev eth0; ip link set dev eth0 mtu 1460");
        var facts = await new LinuxKernel(host.Path).FactsAsync(IPAddress.Parse("10.7.3.200"), TestContext.Current.CancellationToken);
        var openVswitch = await new SwitchSupport(new(host.Path)).FindAsync("eth0", TestContext.Current.CancellationToken);
        Assert.Equal(
            new HostFacts("eth0", 1460, IPAddress.Parse("10.7.3.200"), IPNetwork.Parse("10.7.0.0/22"), facts.Advertised,
                Wireguard: DriverSupport.Wireguard(), Switch: openVswitch), facts);
    }

    [Fact]
    public async Task Bridges_whose_frames_the_packet_filter_sees_are_found()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await host.RunAsync("""
            ip link add cn-br9 type bridge nf_call_iptables 1 nf_call_ip6tables 1
            ip link add cn-br8 type bridge
            ip link add br7 type bridge nf_call_iptables 1 nf_call_ip6tables 1
            """);
        var facts = await new LinuxKernel(host.Path).FactsAsync(Sample.Underlay(1), TestContext.Current.CancellationToken);
        Assert.Equal(["cn-br9"], facts.Filtered);
        Assert.True(facts.HasBridgeFilter);
    }

    [Theory]
    [InlineData("", "eth0")]
    [InlineData("ip link add link eth0 name wan.5 type macvlan", "eth0 wan.5")]
    [InlineData("ip link add br0 type bridge; ip link add v0 type veth peer name v1; ip link add cn-br9 type bridge", "eth0")]
    [InlineData("sysctl -qw net.ipv6.conf.eth0.accept_ra=0", "")]
    [InlineData("sysctl -qw net.ipv6.conf.eth0.accept_ra=2", "")]
    public async Task Links_that_take_router_advertisements_are_found(string made, string links)
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await host.RunAsync($"true; {made}");
        var facts = await new LinuxKernel(host.Path).FactsAsync(Sample.Underlay(1), TestContext.Current.CancellationToken);
        Assert.Equal(links, string.Join(' ', facts.Advertised));
        Assert.True(facts.HasIpv6);
    }

    [Fact]
    public async Task A_host_that_forwards_IPv6_goes_on_taking_router_advertisements_also_on_a_link_that_comes_later()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await host.RunAsync("ip link set eth0 up; ip -6 route add default via fe80::1 dev eth0 proto ra");
        await ReachAsync(host);
        Assert.Equal("2 1", (await host.RunAsync("sysctl -n net.ipv6.conf.eth0.accept_ra net.ipv6.conf.all.forwarding | xargs")).Trim());
        Assert.Contains("default via fe80::1", await host.RunAsync("ip -6 route show proto ra"));
        Assert.Equal("0", (await host.RunAsync("sysctl -n net.ipv6.conf.cn-br7.accept_ra")).Trim());
        await host.RunAsync("ip link add link eth0 name wan.5 type macvlan");
        await ReachAsync(host);
        Assert.Equal("2", (await host.RunAsync("sysctl -n net/ipv6/conf/wan.5/accept_ra")).Trim());
    }

    private static async Task ReachAsync(NetworkNamespace host)
    {
        var (kernel, cancel) = (new LinuxKernel(host.Path), TestContext.Current.CancellationToken);
        var desired = HostPlanner.Plan(Sample.Host(1), [Sample.Six], [], await kernel.FactsAsync(Sample.Underlay(1), cancel)).Desired;
        Assert.Empty((await kernel.ApplyAsync(KernelDiff.Between(await kernel.ReadAsync(cancel), desired), cancel)).Failures);
        await kernel.IsAtAsync(HostPlanner.Plan(Sample.Host(1), [Sample.Six], [], await kernel.FactsAsync(Sample.Underlay(1), cancel)).Desired);
    }

    [Fact]
    public async Task An_address_that_no_link_has_is_told()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        var error = await Assert.ThrowsAsync<KernelException>(
            () => new LinuxKernel(host.Path).FactsAsync(IPAddress.Parse("10.7.3.200"), TestContext.Current.CancellationToken));
        Assert.Equal("no link of this host has the underlay address 10.7.3.200; 'ip address' shows those it has", error.Message);
    }

    [Fact]
    public async Task A_kernel_that_cannot_be_read_is_told_and_not_taken_for_empty()
    {
        var error = await Assert.ThrowsAsync<KernelException>(() => new LinuxKernel("/run/netns/cnk-none").ReadAsync(TestContext.Current.CancellationToken));
        Assert.Contains("cannot open /run/netns/cnk-none", error.Message);
    }
}
