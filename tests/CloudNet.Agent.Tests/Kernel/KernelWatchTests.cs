using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>What is done by hand is seen, and what does not concern CloudNet is not.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed partial class KernelWatchTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("nft delete table inet cloudnet", KernelEventKind.Nft)]
    [InlineData("nft flush table inet cloudnet", KernelEventKind.Nft)]
    [InlineData("nft flush ruleset", KernelEventKind.Nft)]
    [InlineData("nft add rule inet cloudnet postrouting accept", KernelEventKind.Nft)]
    [InlineData("ip link del cn-vx5", KernelEventKind.Neighbour)]
    [InlineData("ip link set dev cn-br5 down", KernelEventKind.Link)]
    [InlineData("ip link add cn-stray type bridge", KernelEventKind.Link)]
    [InlineData("ip link add stray type bridge; ip link set dev stray name cn-stray", KernelEventKind.Link)]
    [InlineData("ip link set dev eth0 mtu 1400", KernelEventKind.Link)]
    [InlineData("ip address del 10.100.1.1/24 dev cn-br5", KernelEventKind.Address)]
    [InlineData("ip address add 192.168.124.151/24 dev eth0", KernelEventKind.Address)]
    [InlineData("ip route del 172.17.2.0/24", KernelEventKind.Route)]
    [InlineData("ip route del 10.100.2.0/24", KernelEventKind.Route)]
    [InlineData("ip route add 10.66.0.0/16 via 192.168.124.9 proto 77", KernelEventKind.Route)]
    [InlineData("ip route replace 172.17.2.0/24 via 192.168.124.9 proto static", KernelEventKind.Route)]
    [InlineData("ip neighbour del 10.100.2.0 dev cn-vx5", KernelEventKind.Neighbour)]
    [InlineData("bridge fdb del 0a:00:00:00:00:02 dev cn-vx5 dst 192.168.124.52 self", KernelEventKind.Neighbour)]
    [InlineData("nft add table inet cloudnet-services", KernelEventKind.Services)]
    public async Task What_is_done_by_hand_is_seen(string byHand, object kind)
    {
        await using var host = await FurnishedAsync();
        await using var watch = await Watch.StartAsync(host, knowsUnderlay: true);
        await host.RunAsync(byHand);
        Assert.Equal((KernelEventKind)kind, await watch.NextAsync());
    }

    [Fact]
    public async Task What_does_not_concern_cloudnet_is_not_seen()
    {
        await using var host = await FurnishedAsync();
        await using var other = await NetworkNamespace.CreateAsync();
        await using var watch = await Watch.StartAsync(host, knowsUnderlay: true);
        await host.RunAsync($"""
            ip link add vethabc type veth peer name vethdef
            ip link set dev vethabc up
            ip address add 172.30.0.1/16 dev vethabc
            ip link set dev vethdef netns {other.Name}
            ip route add 10.200.0.0/16 via 192.168.124.9
            ip route add 10.201.0.0/16 via 192.168.124.9 proto 78
            ip route del 10.200.0.0/16
            ip route replace 172.17.2.0/24 via 192.168.124.9 proto bgp metric 20
            ip route replace 172.17.2.0/24 via 192.168.124.8 proto bgp metric 20
            ip route replace 10.202.0.0/16 via 192.168.124.9 table 100
            ip route replace 10.202.0.0/16 via 192.168.124.8 table 100
            ip neighbour replace 192.168.124.9 lladdr 0a:aa:aa:aa:aa:01 dev eth0 nud reachable
            ip neighbour replace 10.100.1.7 lladdr 0a:aa:aa:aa:aa:02 dev cn-br5 nud reachable
            ip link del vethabc
            nft add table inet cloudnet2
            nft add table ip cloudnet
            nft delete table inet cloudnet2
            ip route del 172.17.2.0/24
            """);
        Assert.Equal(KernelEventKind.Route, await watch.NextAsync());
        Assert.False(watch.HasMore);
    }

    [Fact]
    public async Task While_the_underlay_is_not_known_every_link_may_be_it()
    {
        await using var host = await FurnishedAsync();
        await using var watch = await Watch.StartAsync(host, knowsUnderlay: false);
        await host.RunAsync("ip link set dev wire0 mtu 1400");
        Assert.Equal(KernelEventKind.Link, await watch.NextAsync());
    }

    [Fact]
    public async Task More_than_anyone_could_keep_is_seen_as_something()
    {
        await using var host = await FurnishedAsync();
        await using var watch = await Watch.StartAsync(host, knowsUnderlay: true);
        await host.RunAsync("""
            for a in $(seq 0 99); do for b in $(seq 0 99); do echo "route add 10.$a.$b.0/24 via 192.168.124.9 proto 77"; done; done | ip -batch -
            ip route flush proto 77
            """);
        Assert.True(await watch.NextAsync() is KernelEventKind.Route or KernelEventKind.Overflow);
    }

    [Fact]
    public async Task A_namespace_that_is_not_there_is_told()
    {
        var error = await Assert.ThrowsAsync<KernelException>(async () =>
        {
            await foreach (var seen in new LinuxKernel("/run/netns/cnk-none").WatchAsync(TestContext.Current.CancellationToken)) Assert.Fail($"saw {seen}");
        });
        Assert.Equal("open(/run/netns/cnk-none) failed: No such file or directory", error.Message);
    }

    [Fact]
    public async Task A_watch_ends_when_it_is_cancelled()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        using var cancel = new CancellationTokenSource(Deadline);
        var seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var one in new LinuxKernel(host.Path).WatchAsync(cancel.Token))
            {
                seen++;
                await cancel.CancelAsync();
            }
        });
        Assert.Equal(1, seen);
    }

    private static async Task<NetworkNamespace> FurnishedAsync()
    {
        var host = await NetworkNamespace.CreateHostAsync();
        await new LinuxKernel(host.Path).GoesToAsync(
            HostPlanner.Plan(Sample.Host(1), [Sample.Blue, Sample.Classic], [], Sample.Facts()).Desired);
        return host;
    }
}
