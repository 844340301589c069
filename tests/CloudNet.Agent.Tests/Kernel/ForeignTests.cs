using CloudNet.Agent.Diff;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>What is not CloudNet's is as it was: before, with CloudNet, and when it is gone again.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class ForeignTests
{
    private const string Furnish = """
        ip link add br-docker type bridge forward_delay 0
        ip address add 172.30.0.1/16 dev br-docker
        ip link set dev br-docker up
        ip link add vethabc type veth peer name vethdef
        ip link set dev vethabc master br-docker up
        ip link set dev vethdef up
        until ip link show dev br-docker | grep -q 'state UP'; do sleep 0.05; done
        ip link add vx-other type vxlan id 4242 local 192.168.124.51 dstport 8472 nolearning
        ip link set dev vx-other up
        bridge fdb append 00:00:00:00:00:00 dev vx-other dst 192.168.124.77
        ip neighbour replace 192.168.124.1 lladdr 0a:aa:aa:aa:aa:01 dev eth0 nud permanent
        ip route add 10.200.0.0/16 via 192.168.124.9
        ip route add 10.201.0.0/16 via 192.168.124.9 proto static
        ip route add 10.202.0.0/16 via 192.168.124.9 table 100 proto 78
        ip rule add from 172.30.0.0/16 table 100
        nft -f - <<'END'
        table inet cloudnet2 {
            chain postrouting { type nat hook postrouting priority srcnat; policy accept; ip saddr 172.30.0.0/16 masquerade; }
        }
        table ip cloudnet {
            set blocked { type ipv4_addr; elements = { 10.9.9.9 } }
        }
        END
        """;

    // One line for each thing, without those of CloudNet's. What a bridge's timers say changes by itself.
    private const string ShowTheRest = """
        ip -oneline -details link show | grep -v ': cn-' | sed -E 's/[a-z_]*timer +[0-9.]+ //g'
        ip -oneline -4 address show | grep -v ' cn-'
        ip -4 route show table all | grep -v ' dev cn-' | grep -v ' proto 77 '
        ip rule
        ip neighbour show nud permanent | grep -v ' dev cn-'
        bridge fdb show | grep -v ' dev cn-'
        nft list tables | grep -v 'inet cloudnet$' | while read -r table family name; do nft list table $family $name; done
        """;

    [Fact]
    public async Task The_rest_of_the_host_is_as_it_was()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await using var web = await NetworkNamespace.CreateAsync();
        await host.RunAsync(Furnish);
        var before = await host.RunAsync(ShowTheRest);
        var kernel = new LinuxKernel(host.Path);
        await kernel.IsAtAsync(KernelState.Empty);
        await kernel.GoesToAsync(HostPlanner.Plan(
            Sample.Host(1), [Sample.Blue, Sample.Classic], [Sample.Attach(1, Sample.Blue, "10.100.1.2", web.Path)], Sample.Facts()).Desired);
        Text.Equal(before, await host.RunAsync(ShowTheRest));
        Assert.Empty((await Cleaner.CleanAsync(kernel, TestContext.Current.CancellationToken)).Failures);
        Text.Equal(before, await host.RunAsync(ShowTheRest));
        await kernel.IsAtAsync(KernelState.Empty);
    }

    [Fact]
    public async Task Somebody_elses_route_to_the_same_destination_stays_and_is_told()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await host.RunAsync("ip route add 172.17.2.0/24 via 192.168.124.9 proto static");
        var kernel = new LinuxKernel(host.Path);
        var cancel = TestContext.Current.CancellationToken;
        var desired = HostPlanner.Plan(Sample.Host(1), [Sample.Classic], [], Sample.Facts()).Desired;
        var result = await kernel.ApplyAsync(KernelDiff.Between(await kernel.ReadAsync(cancel), desired), cancel);
        Assert.Equal(
            "ip route add 172.17.2.0/24 via 192.168.124.52 dev eth0 proto 77: RTNETLINK answers: File exists", Assert.Single(result.Failures).ToString());
        Assert.Equal("172.17.2.0/24 via 192.168.124.9 dev eth0 proto static", (await host.RunAsync("ip route show 172.17.2.0/24")).Trim());
        Assert.Equal(desired with { Routes = KernelItems<KernelRoute>.None }, await kernel.ReadAsync(cancel));
    }

    [Fact]
    public async Task Clean_takes_what_is_ours_however_odd_and_a_second_time_finds_nothing()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await host.RunAsync("""
            ip link add cn-stray type bridge
            ip link add cn-vx9 type vxlan id 9 group 239.1.1.1 dev eth0 dstport 4789
            ip tuntap add dev cn-tun mode tun
            ip route add blackhole 10.66.0.0/16 proto 77
            ip route add 10.67.0.0/16 via 192.168.124.9 table 100 metric 7 proto 77
            ip route add 10.68.0.0/16 proto 77 nexthop via 192.168.124.8 nexthop via 192.168.124.9
            nft add table inet cloudnet
            """);
        var kernel = new LinuxKernel(host.Path);
        Assert.Empty((await Cleaner.CleanAsync(kernel, TestContext.Current.CancellationToken)).Failures.Select(failure => failure.ToString()));
        await kernel.IsAtAsync(KernelState.Empty);
        Assert.Equal("", await host.RunAsync("ip route show table all proto 77; ip -brief link | grep cn- || true; nft list tables"));
        Assert.True((await Cleaner.CleanAsync(kernel, TestContext.Current.CancellationToken)).IsDone);
    }
}
