using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using Xunit;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>Real packets through two real tunnels, over IPv4 and over IPv6.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class TunnelTrafficTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ping_up_to_the_last_byte_that_fits(bool six)
    {
        await using var pair = await TunnelPair.StartAsync(six);
        await pair.A.Host.RunAsync("ping -q -c 2 -i 0.2 -W 5 10.5.2.1");
        await pair.B.Host.RunAsync("ping -q -c 2 -i 0.2 -W 5 fd00:5:1::1");
        await pair.A.Host.RunAsync($"ping -q -c 1 -W 5 -M do -s {pair.A.Mtu - 28} 10.5.2.1");
        await pair.A.Host.RunAsync($"ping -q -c 1 -W 5 -M do -s {pair.A.Mtu - 48} fd00:5:2::1");
        await pair.A.Host.RunAsync("ping -q -c 1 -W 5 -s 8000 10.5.2.1");
        var state = await pair.A.Client.ShowAsync(default);
        var peer = Assert.Single(state.Peers);
        Assert.Equal(pair.B.Endpoint, peer.Endpoint);
        Assert.InRange(peer.PacketsIn, 12, 40);
        Assert.InRange(peer.BytesOut, 10_000, 40_000);
        Assert.NotNull(peer.LastHeard);
        Assert.All(state.Drops.Where(drop => drop.Key != "multicast"), drop => Assert.Equal(0, drop.Value));
    }

    [Theory]
    [InlineData(false, "10.5.1.1", "10.5.2.1")]
    [InlineData(false, "fd00:5:1::1", "fd00:5:2::1")]
    [InlineData(true, "10.5.1.1", "10.5.2.1")]
    [InlineData(true, "fd00:5:1::1", "fd00:5:2::1")]
    public async Task Tcp_both_ways_at_once_arrives_as_it_was_sent(bool six, string a, string b)
    {
        await using var pair = await TunnelPair.StartAsync(six);
        var (there, back) = (RandomNumberGenerator.GetBytes(8 << 20), RandomNumberGenerator.GetBytes(5_000_001));
        var (from, to) = await Inside.ConnectAsync(pair.A.Host, a, pair.B.Host, b).Soon();
        using (from)
        using (to)
        {
            var came = await Task.WhenAll(Inside.CarryAsync(from, to, there), Inside.CarryAsync(to, from, back)).Soon();
            Assert.Equal([Hash(there), Hash(back)], came.Select(Hash));
        }
        // Whole packets of the kernel went in, and segments came out.
        var state = await pair.B.Client.ShowAsync(default);
        Assert.InRange(state.Peers[0].PacketsIn, (8 << 20) / 1500, long.MaxValue);
        Assert.Equal(0, state.Drops["malformed-in"] + state.Drops["undelivered"] + state.Drops["too-big"]);
    }

    [Theory]
    [InlineData("10.5.1.1", "10.5.2.1")]
    [InlineData("fd00:5:1::1", "fd00:5:2::1")]
    public async Task Udp_of_any_length_arrives_one_by_one_and_in_its_order(string a, string b)
    {
        await using var pair = await TunnelPair.StartAsync();
        using var from = pair.A.Host.Bound(SocketType.Dgram, a);
        using var to = pair.B.Host.Bound(SocketType.Dgram, b);
        to.SetRawSocketOption(1, 33, BitConverter.GetBytes(8 << 20)); // SO_RCVBUFFORCE: all of it waits to be read.
        var full = pair.A.Mtu - (a.Contains(':') ? 48 : 28);
        // Full ones, ones that have to be fragmented, and many in a row, which the tunnel joins.
        var sizes = (int[])[1, 1400, full, full + 1, 8000, 0, 60_000, .. Enumerable.Repeat(1200, 100), 7, .. Enumerable.Repeat(1, 20)];
        foreach (var (size, at) in sizes.Select((size, at) => (size, at)))
            await from.SendToAsync(Enumerable.Range(0, size).Select(place => (byte)(place + at)).ToArray(), to.LocalEndPoint!);
        var buffer = new byte[65_536];
        foreach (var (size, at) in sizes.Select((size, at) => (size, at)))
        {
            var came = await to.ReceiveFromAsync(buffer, from.LocalEndPoint!).Soon();
            Assert.Equal((size, from.LocalEndPoint), (came.ReceivedBytes, came.RemoteEndPoint));
            Assert.True(Enumerable.Range(0, size).All(place => buffer[place] == (byte)(place + at)));
        }
    }

    [Fact]
    public async Task Packets_with_options_of_ip_and_datagrams_cut_by_the_kernel_pass()
    {
        await using var pair = await TunnelPair.StartAsync();
        await pair.A.Host.RunAsync("ping -q -c 2 -i 0.2 -W 5 -R 10.5.2.1");
        using var from = pair.A.Host.Bound(SocketType.Dgram, "10.5.1.1");
        using var to = pair.B.Host.Bound(SocketType.Dgram, "10.5.2.1");
        from.SetRawSocketOption(17, 103, BitConverter.GetBytes(1000)); // UDP_SEGMENT: the kernel cuts what is sent, at the last moment.
        await from.SendToAsync(Enumerable.Range(0, 20_500).Select(at => (byte)(at / 1000)).ToArray(), to.LocalEndPoint!);
        var buffer = new byte[65_536];
        for (var at = 0; at <= 20; at++)
        {
            var came = await to.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0)).Soon();
            Assert.Equal((at == 20 ? 500 : 1000, (byte)at, (byte)at), (came.ReceivedBytes, buffer[0], buffer[came.ReceivedBytes - 1]));
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));
}
