using System.Security.Cryptography;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using Xunit;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>How a tunnel's process starts, lives on, and ends.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class TunnelLifeTests
{
    [Fact]
    public async Task Peers_may_change_while_a_connection_runs()
    {
        await using var pair = await TunnelPair.StartAsync();
        var (from, to) = await Inside.ConnectAsync(pair.A.Host, "10.5.1.1", pair.B.Host, "10.5.2.1").Soon();
        var bytes = RandomNumberGenerator.GetBytes(64 << 20);
        var carrying = Inside.CarryAsync(from, to, bytes);
        var changes = 0;
        for (; !carrying.IsCompleted || changes < 10; changes++)
        {
            var others = Enumerable.Range(1, 200).Select(at => $"peer set 192.168.9.{at}:8285 10.6.{at}.0/24 10.{changes % 200}.{at}.0/28");
            await pair.A.PeersAsync([.. others, "peer del 192.168.9.7:8285", $"peer set {pair.B.Endpoint} 10.5.2.0/24 10.5.{changes % 99 + 100}.0/24"]);
            await pair.B.PeersAsync($"peer set {pair.A.Endpoint} 10.5.1.0/24", "peer set 192.168.9.1:8285 10.9.0.0/16");
        }
        Assert.Equal(SHA256.HashData(bytes), SHA256.HashData(await carrying.Soon()));
        Assert.InRange((await pair.B.Client.ShowAsync(default)).Peers[0].BytesIn, bytes.Length, long.MaxValue);
        from.Dispose();
        to.Dispose();
    }

    [Fact]
    public async Task It_ends_when_told_and_not_when_its_terminal_does()
    {
        await using var pair = await TunnelPair.StartAsync();
        await pair.A.SignalAsync("HUP");
        await pair.A.Host.RunAsync("ping -q -c 1 -W 5 10.5.2.1");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(pair.A.Control));
        await pair.A.SignalAsync("TERM");
        var (status, errors) = await pair.A.EndAsync();
        Assert.Equal(0, status);
        Assert.Contains("Stopped", errors);
        Assert.False(File.Exists(pair.A.Control));
        // The TUN is there for the next one, which the other end takes as the same peer.
        await pair.A.StartAsync();
        await pair.A.PeersAsync($"peer set {pair.B.Endpoint} 10.5.2.0/24");
        await pair.A.Host.RunAsync("ping -q -c 1 -W 5 10.5.2.1");
    }

    [Fact]
    public async Task It_outlives_who_started_it_and_reads_and_writes_nowhere()
    {
        await using var pair = await TunnelPair.StartAsync();
        await pair.A.SignalAsync("TERM");
        await pair.A.EndAsync();
        var program = Path.Combine(AppContext.BaseDirectory, "cloudnet-agent");
        var started = await pair.A.Host.RunAsync(
            $"{program} udp run --link {TunnelEnd.Link} --local {pair.A.Local} --control {pair.A.Control} </dev/null >/dev/null 2>&1 & echo $!");
        await pair.A.Host.RunAsync($"for n in $(seq 100); do test -S {pair.A.Control} && exit 0; sleep 0.1; done; exit 1");
        Assert.Equal(started.Trim(), $"{(await pair.A.Client.ShowAsync(default).Soon()).Process}");
        await pair.A.PeersAsync($"peer set {pair.B.Endpoint} 10.5.2.0/24");
        await pair.A.Host.RunAsync($"ping -q -c 1 -W 5 10.5.2.1; kill {started}");
    }

    [Fact]
    public async Task It_says_why_where_its_link_is_deleted()
    {
        await using var pair = await TunnelPair.StartAsync();
        await pair.A.Host.RunAsync($"ip link del {TunnelEnd.Link}");
        var (status, errors) = await pair.A.EndAsync();
        Assert.Equal(1, status);
        Assert.Contains($"The link {TunnelEnd.Link} is gone", errors);
        Assert.Contains("ip tuntap add", errors);
    }

    [Fact]
    public async Task It_does_not_start_without_a_link_of_its_own()
    {
        await using var pair = await TunnelPair.StartAsync();
        Assert.Equal(1, (await pair.A.TryAsync()).Status);
        Assert.Contains("Another process has the link", (await pair.A.TryAsync()).Errors);
        Assert.Contains("The link cn-none is not there. Make it with 'ip tuntap add dev cn-none mode tun vnet_hdr'", (await pair.A.TryAsync("cn-none")).Errors);
        Assert.Contains("is no TUN", (await pair.A.TryAsync("eth0")).Errors);
        await pair.A.Host.RunAsync("ip tuntap add dev cn-two mode tun vnet_hdr");
        Assert.Contains("UDP port 8285 of 192.168.0.1 is another process's", (await pair.A.TryAsync("cn-two")).Errors);
        Assert.DoesNotContain("cn-none", await pair.A.Host.RunAsync("ip -o link"));
    }

    [Fact]
    public async Task It_goes_on_when_its_address_went_and_came_back_and_its_link_was_down()
    {
        await using var pair = await TunnelPair.StartAsync();
        await pair.A.Host.RunAsync("ip address del 192.168.0.1/24 dev eth0");
        await Assert.ThrowsAsync<InvalidOperationException>(() => pair.A.Host.RunAsync("ping -q -c 3 -i 0.2 -W 1 10.5.2.1"));
        Assert.Equal(3, await pair.A.DropsAsync("unsent"));
        await pair.A.Host.RunAsync("ip address add 192.168.0.1/24 dev eth0; ping -q -c 1 -W 5 10.5.2.1");
        await pair.A.Host.RunAsync($"ip link set dev {TunnelEnd.Link} down");
        await Assert.ThrowsAsync<InvalidOperationException>(() => pair.B.Host.RunAsync("ping -q -c 1 -W 1 10.5.1.1"));
        Assert.Equal(1, await pair.A.DropsAsync("undelivered"));
        await pair.A.Host.RunAsync($"ip link set dev {TunnelEnd.Link} up; ping -q -c 1 -W 5 10.5.2.1");
        await pair.A.SignalAsync("TERM");
        var errors = (await pair.A.EndAsync()).Errors;
        Assert.Equal(1, errors.Split("was not sent").Length - 1);
        Assert.Contains("takes packets again", errors);
    }
}
