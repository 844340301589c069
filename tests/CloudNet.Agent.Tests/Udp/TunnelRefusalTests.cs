using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using Xunit;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>What a tunnel does not carry, and who is told of it.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class TunnelRefusalTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_too_long_for_the_underlay_is_told_to_the_sender_and_shorter_ones_go(bool six)
    {
        await using var pair = await TunnelPair.StartAsync(six);
        // Both ends, as a way that is narrower than the TUNs were told.
        foreach (var end in (TunnelEnd[])[pair.A, pair.B]) await end.Host.RunAsync("ip link set dev eth0 mtu 1400");
        var fits = 1400 - (six ? 48 : 28);
        Assert.Contains($"mtu = {fits}", await PingAsync(pair.A, $"-M do -s {fits - 27} 10.5.2.1"));
        Assert.Contains($"mtu={fits}", await PingAsync(pair.A, $"-M do -s {fits - 47} fd00:5:2::1"));
        Assert.Equal(2, await pair.A.DropsAsync("too-big"));
        await pair.A.Host.RunAsync($"ip route flush cache; ping -q -c 1 -W 5 -M do -s {fits - 28} 10.5.2.1");
        foreach (var (a, b) in (List<(string, string)>)[("10.5.1.1", "10.5.2.1"), ("fd00:5:1::1", "fd00:5:2::1")])
        {
            var (from, to) = await Inside.ConnectAsync(pair.A.Host, a, pair.B.Host, b).Soon();
            Assert.Equal(300_000, (await Inside.CarryAsync(from, to, new byte[300_000]).Soon()).Length);
            from.Dispose();
            to.Dispose();
        }
    }

    [Fact]
    public async Task What_is_for_nobody_is_told_to_the_sender()
    {
        await using var pair = await TunnelPair.StartAsync();
        Assert.Contains("Host Unreachable", await PingAsync(pair.A, "10.5.9.9"));
        Assert.Contains("Destination unreachable", await PingAsync(pair.A, "fd00:5:9::9"));
        Assert.Equal(2, await pair.A.DropsAsync("no-peer"));
    }

    [Fact]
    public async Task Who_is_no_peer_is_not_heard()
    {
        await using var pair = await TunnelPair.StartAsync();
        using var stranger = pair.B.Host.Bound(SocketType.Dgram, "192.168.0.2", 9999);
        await stranger.SendToAsync(new PacketText { Source = "10.5.2.1", Destination = "10.5.1.1" }.Bytes(), new IPEndPoint(IPAddress.Parse("192.168.0.1"), 8285));
        await pair.A.Host.RunAsync("ping -q -c 1 -W 5 10.5.2.1");
        Assert.Equal(1, await pair.A.DropsAsync("unknown-sender"));
        await pair.A.PeersAsync("peer del 192.168.0.2:8285");
        await Assert.ThrowsAsync<InvalidOperationException>(() => pair.B.Host.RunAsync("ping -q -c 1 -W 1 10.5.1.1"));
        Assert.Equal(2, await pair.A.DropsAsync("unknown-sender"));
    }

    [Fact]
    public async Task A_peer_speaks_for_its_own_subnets_only()
    {
        await using var pair = await TunnelPair.StartAsync();
        await pair.B.Host.RunAsync("ip address add 10.7.7.7/32 dev lo; ip address add fd00:7::7/128 dev lo");
        foreach (var (source, target) in (List<(string, string)>)[("10.7.7.7", "10.5.1.1"), ("fd00:7::7", "fd00:5:1::1")])
            await Assert.ThrowsAsync<InvalidOperationException>(() => pair.B.Host.RunAsync($"ping -q -c 1 -W 1 -I {source} {target}"));
        Assert.Equal(2, await pair.A.DropsAsync("foreign-source"));
        Assert.Equal(0, (await pair.A.Client.ShowAsync(default)).Peers[0].PacketsIn);
    }

    [Fact]
    public async Task Datagrams_that_are_no_packets_are_counted()
    {
        await using var pair = await TunnelPair.StartAsync();
        await pair.A.PeersAsync("peer set 192.168.0.2:9999 10.5.3.0/24");
        using var peer = pair.B.Host.Bound(SocketType.Dgram, "192.168.0.2", 9999);
        foreach (var length in (int[])[0, 1, 19, 20, 1400])
            await peer.SendToAsync(new byte[length], new IPEndPoint(IPAddress.Parse("192.168.0.1"), 8285));
        await pair.A.Host.RunAsync("ping -q -c 1 -W 5 10.5.2.1");
        Assert.Equal(5, await pair.A.DropsAsync("malformed-in"));
    }

    // It fails; what it says on its output is of interest.
    private static Task<string> PingAsync(TunnelEnd end, string target) => end.Host.RunAsync($"ping -c 1 -W 5 {target} 2>&1 || true");
}
