using System.Net;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>Ports of a host lead to its workloads, from wherever one calls, by real packets.</summary>
[Trait("needs", "root")]
public sealed class PortMappingTests
{
    private const string Host = "192.168.124.51", Host6 = "fd00:124::51", Outside = "192.168.124.1", Outside6 = "fd00:124::1";
    private static readonly NetworkView Blue = Sample.Dual.Without(3);

    [Fact]
    public async Task From_outside_and_from_the_host_itself()
    {
        await using var wire = await Wire.CreateAsync(1);
        var (web, attachment) = await wire.AttachAsync(1, Blue, "10.100.1.2,fd00:100:0:1::2");
        wire[1].Mappings = [Of(8080, 80), Of(8000, 8000, 8002), Of(7000, 81, 7001), Of(53, 5353) with { Protocol = TransportProtocol.Udp }];
        await wire[1].BuildAsync(Blue, attachment);
        await web.ServeAsync(80, 81, 82, 8001);
        await web.ServeUdpAsync(5353);

        Assert.Equal((Outside, 80), await CallAsync(wire.Middle, Host, 8080));
        Assert.Equal((Outside6, 80), await CallAsync(wire.Middle, Host6, 8080));
        Assert.Equal((Outside, 8001), await CallAsync(wire.Middle, Host, 8001));
        Assert.Equal((Outside, 82), await CallAsync(wire.Middle, Host, 7001));
        Assert.Equal((Outside, 5353), Text(await wire.Middle.CallUdpAsync(Host, 53)));
        Assert.Null(await CallAsync(wire.Middle, Host, 80));
        Assert.Null(await CallAsync(wire.Middle, Host, 8003));

        var host = wire[1].Netns;
        Assert.Equal((Host, 80), await CallAsync(host, Host, 8080));
        Assert.Equal((Host6, 80), await CallAsync(host, Host6, 8080));
        Assert.Equal(("10.100.1.1", 80), await CallAsync(host, "127.0.0.1", 8080));
        Assert.Equal(("10.100.1.1", 82), await CallAsync(host, "127.0.0.1", 7001));
        Assert.Equal(("10.100.1.1", 5353), Text(await host.CallUdpAsync("127.0.0.1", 53)));
        Assert.Null(await CallAsync(host, "::1", 8080));
        await web.StopAsync();
    }

    [Fact]
    public async Task From_beside_it_from_itself_and_from_another_network_of_the_host()
    {
        await using var wire = await Wire.CreateAsync(1);
        var (web, first) = await wire.AttachAsync(1, Blue, "10.100.1.2,fd00:100:0:1::2");
        var (beside, second) = await wire.AttachAsync(2, Blue, "10.100.1.3,fd00:100:0:1::3");
        var (other, third) = await wire.AttachAsync(3, Sample.Classic, "172.17.1.2");
        wire[1].Mappings = [Of(8080, 80), Of(53, 5353) with { Protocol = TransportProtocol.Udp }];
        await wire[1].Kernel.GoesToAsync(await wire[1].PlanAsync([Blue, Sample.Classic], first, second, third));
        await web.ServeAsync(80);
        await web.ServeUdpAsync(5353);

        Assert.Equal(("10.100.1.1", 80), await CallAsync(beside, Host, 8080));
        Assert.Equal(("fd00:100:0:1::1", 80), await CallAsync(beside, Host6, 8080));
        Assert.Equal(("10.100.1.1", 5353), Text(await beside.CallUdpAsync(Host, 53)));
        Assert.Equal(("10.100.1.3", 80), await CallAsync(beside, "10.100.1.2", 80));
        Assert.Equal(("10.100.1.1", 80), await CallAsync(other, Host, 8080));
        Assert.Equal(("10.100.1.1", 5353), Text(await other.CallUdpAsync(Host, 53)));
        Assert.Null(await CallAsync(other, "10.100.1.2", 80));

        // Where rules see what bridges pass on, a packet does not go back to the port that it came from.
        await wire[1].Netns.RunAsync("sysctl -eqw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0");
        Assert.Equal(("10.100.1.1", 80), await CallAsync(beside, Host, 8080));
        Assert.Equal(("10.100.1.1", 80), await CallAsync(web, Host, 8080));
        Assert.Equal(("fd00:100:0:1::1", 80), await CallAsync(web, Host6, 8080));
        await web.StopAsync();
    }

    [Fact]
    public async Task At_one_address_of_the_host_alone()
    {
        await using var wire = await Wire.CreateAsync(1);
        var (web, attachment) = await wire.AttachAsync(1, Blue, "10.100.1.2,fd00:100:0:1::2");
        await wire[1].Netns.RunAsync("ip address add 192.168.124.71/24 dev eth0");
        wire[1].Mappings = [Of(8080, 80) with { HostAddress = IPAddress.Parse("192.168.124.71") }, Of(8081, 80) with { HostAddress = IPAddress.Loopback }];
        await wire[1].BuildAsync(Blue, attachment);
        await web.ServeAsync(80);
        Assert.Equal((Outside, 80), await CallAsync(wire.Middle, "192.168.124.71", 8080));
        Assert.Equal(("10.100.1.1", 80), await CallAsync(wire[1].Netns, "127.0.0.1", 8081));
        foreach (var (address, port) in ((string, int)[])[(Host, 8080), (Host6, 8080), (Host, 8081), ("192.168.124.71", 8081)])
            Assert.Null(await CallAsync(wire.Middle, address, port));
        Assert.Null(await CallAsync(wire[1].Netns, "127.0.0.1", 8080));
        await web.StopAsync();
    }

    [Fact]
    public async Task Once_it_is_removed_or_its_workload_detached_nothing_is_left_of_it()
    {
        await using var wire = await Wire.CreateAsync(1);
        var host = wire[1].Netns;
        var (web, attachment) = await wire.AttachAsync(1, Blue, "10.100.1.2,fd00:100:0:1::2");
        await wire[1].BuildAsync(Blue, attachment);
        // Without its workload the bridge is down some time later, which is no matter here.
        Task<string> LookAsync() => host.RunAsync("nft -s list table inet cloudnet; ip rule; ip route | sed 's/ linkdown//'; sysctl net.ipv4.conf.cn-br5");
        var before = await LookAsync();
        await web.ServeAsync(80);
        foreach (var gone in (string[])["mapping", "workload"])
        {
            wire[1].Mappings = [Of(8080, 80)];
            await wire[1].BuildAsync(Blue, attachment);
            Assert.Equal((Outside, 80), await CallAsync(wire.Middle, Host, 8080));
            Assert.NotEqual(before, await LookAsync());
            if (gone == "mapping") wire[1].Mappings = [];
            await wire[1].BuildAsync(Blue, gone == "mapping" ? [attachment] : []);
            Assert.Equal(before, await LookAsync());
            Assert.Null(await CallAsync(wire.Middle, Host, 8080));
            Assert.Null(await CallAsync(host, "127.0.0.1", 8080));
        }
        await web.StopAsync();
    }

    /// <summary>What listens at 127.0.0.1 relies on it that nobody else gets there, and the bridge lets such packets cross (CVE-2020-8558).</summary>
    [Fact]
    public async Task A_workload_does_not_reach_what_the_host_has_at_127_0_0_1()
    {
        await using var wire = await Wire.CreateAsync(1);
        var host = wire[1].Netns;
        var (web, attachment) = await wire.AttachAsync(1, Blue, "10.100.1.2,fd00:100:0:1::2");
        wire[1].Mappings = [Of(8080, 80)];
        await wire[1].BuildAsync(Blue, attachment);
        await host.ServeAsync(6000);
        await web.RunAsync("""
            ip address flush dev lo
            sysctl -qw net.ipv4.conf.all.route_localnet=1 net.ipv4.conf.eth0.route_localnet=1
            ip route add 127.0.0.1/32 via 10.100.1.1 dev eth0
            """);
        Assert.Null(await CallAsync(web, "127.0.0.1", 6000));
        // Without the two rules it does: so it is they that keep it away.
        await host.RunAsync("nft flush chain inet cloudnet loopback");
        Assert.Equal(("10.100.1.2", 6000), await CallAsync(web, "127.0.0.1", 6000));
        await host.StopAsync();
    }

    private static PortMapping Of(int first, int target, int? last = null) => new(Blue.Id, "web1", TransportProtocol.Tcp, new(first, last ?? first), target);

    private static async Task<(string Seen, int Port)?> CallAsync(NetworkNamespace from, string address, int port) => Text(await from.CallAsync(address, port));

    private static (string Seen, int Port)? Text((IPAddress Seen, int Port)? answer) => answer is var (seen, port) ? ($"{seen}", port) : null;
}
