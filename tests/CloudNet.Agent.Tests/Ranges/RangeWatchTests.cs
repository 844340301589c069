using CloudNet.Agent.Kernel;
using CloudNet.Agent.Ranges;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Hosts;
using Xunit;

namespace CloudNet.Agent.Tests.Ranges;

/// <summary>What a real kernel tells of routes that are not CloudNet's.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class RangeWatchTests
{
    [Fact]
    public async Task Routes_and_links_of_others_are_found_and_CloudNets_own_are_not()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await host.RunAsync("""
            ip link add docker0 type bridge; ip address add 172.30.0.1/16 dev docker0; ip address add fd00:30::1/64 dev docker0 nodad; ip link set docker0 up
            ip link add cn-br9 type bridge; ip address add 10.100.1.1/24 dev cn-br9; ip link set cn-br9 up; ip link set eth0 up
            ip route add 10.66.0.0/16 via 192.168.124.9; ip route add 10.100.2.0/24 via 192.168.124.9 proto 77
            ip route add 10.67.0.0/16 via 192.168.124.9 table 100; ip route add blackhole 10.68.0.0/16
            """);
        var routes = (await new LinuxKernel(host.Path).OtherRoutesAsync(TestContext.Current.CancellationToken)).Select(route => $"{route.Range} {route.Link}");
        Assert.Equal(["10.66.0.0/16 eth0", "10.68.0.0/16 blackhole", "172.30.0.0/16 docker0", "192.168.124.0/24 eth0", "fd00:30::/64 docker0"], routes.Order());
    }

    [Fact]
    public async Task A_route_that_comes_later_is_told_long_before_the_slow_look()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await host.RunAsync("ip link set eth0 up");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (kernel, condition) = (new LinuxKernel(host.Path), new LiveCondition());
        await using var events = kernel.WatchAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await events.MoveNextAsync());
        var views = new LiveViews(ViewSet.Nothing(HostId.New(TimeProvider.System)), removed: false);
        var running = new RangeWatch(kernel, new("/nonexistent", []), views, condition, TimeProvider.System).RunAsync(stop.Token);
        await ToldAsync(condition, "192.168.124.0/24 eth0");
        await host.RunAsync("ip route add 10.66.0.0/16 via 192.168.124.9");
        await ToldAsync(condition, "10.66.0.0/16 eth0 192.168.124.0/24 eth0");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void A_file_that_cannot_be_read_says_nothing_of_the_pools()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """{"default-address-pools":[{"base":"10.9.0.0/16","size":24}]}""");
            var docker = new DockerFiles(file, []);
            Assert.Equal("10.9.0.0/16", Assert.Single(docker.Pools()!.Value).Range.ToString());
            File.WriteAllText(file, """{"default-address-pools":[{"ba""");
            Assert.Null(docker.Pools());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task ToldAsync(LiveCondition condition, string expected)
    {
        while (string.Join(' ', (condition.Current.Facts?.Routes ?? []).Select(route => $"{route.Range} {route.Link}")) is var told && told != expected)
            Assert.True(
                await condition.Changed.WaitAsync(RangeWatch.Period / 3, TimeProvider.System, TestContext.Current.CancellationToken), $"told is: {told}");
    }
}
