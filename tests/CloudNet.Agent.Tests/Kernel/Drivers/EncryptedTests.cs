using CloudNet.Agent.Tests.Plan;
using CloudNet.Agent.Tests.Plan.Drivers;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel.Drivers;

/// <summary>What an encrypted network sends is on no wire in clear, whatever becomes of its tunnel; and what comes in clear is not taken.</summary>
[Collection(DriverCollection.Name)]
[Trait("needs", "root")]
public sealed class EncryptedTests
{
    private const string Payload = "a-payload-that-everybody-would-know";
    private const string LastWord = "that-is-all";
    private const string ToV2 = "10.100.2.2";

    /// <summary>The network, and what happens to it: nothing at all, or the loss of its tunnel.</summary>
    public static TheoryData<NetworkDriver, string> Losses => new()
    {
        { NetworkDriver.Wireguard, "true" },
        { NetworkDriver.Wireguard, "ip link del cn-wg5" },
        { NetworkDriver.Wireguard, "ip link set cn-wg5 down" },
        { NetworkDriver.Wireguard, "ip route flush proto 77" },
        { NetworkDriver.Vxlan, "true" },
        { NetworkDriver.Vxlan, "ip link del cn-wg5" },
        { NetworkDriver.Vxlan, "ip link set cn-wg5 down" },
        { NetworkDriver.Vxlan, "ip link del cn-vx5" },
        { NetworkDriver.Vxlan, "ip route flush proto 77" },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Nothing_leaves_in_clear(NetworkDriver driver, string loss)
    {
        await using var wire = await Wire.CreateAsync(2);
        var web = await BuildAsync(wire, wire.WithKeys(Sample.Blue.Without(3).With(settings => settings with { Driver = driver, Encrypted = true })));
        await web.RunAsync($"ping -q -c 1 -W 5 {ToV2}");
        await using var sniffer = await Sniffer.StartAsync(wire.Middle, "v1");
        await wire[1].Netns.RunAsync(loss);
        await SayAsync(web);
        await SayAsync(wire[1].Netns);
        Assert.False(await SawAsync(wire, sniffer));
    }

    [Fact]
    public async Task A_network_in_clear_would_be_seen()
    {
        await using var wire = await Wire.CreateAsync(2);
        var web = await BuildAsync(wire, Sample.Blue.Without(3));
        await using var sniffer = await Sniffer.StartAsync(wire.Middle, "v1");
        await SayAsync(web);
        Assert.True(await SawAsync(wire, sniffer));
    }

    /// <summary>A third on the wire sends VXLAN of the network's own number, to the host's address and to the one inside.</summary>
    [Theory]
    [InlineData("192.168.124.52", 14789)]
    [InlineData("10.100.2.0", 14789)]
    public async Task What_comes_in_clear_is_not_taken(string to, int port)
    {
        await using var wire = await Wire.CreateAsync(2);
        var view = wire.WithKeys(Sample.Blue.Without(3).With(settings => settings with { Encrypted = true }));
        await BuildAsync(wire, view);
        await wire[2].Netns.RunAsync("nft 'add table ip own; add chain ip own in { type filter hook forward priority -10; }; add rule ip own in udp dport 7777 counter'");
        await wire.Middle.RunAsync($"""
            ip route add 10.100.2.0/32 via 192.168.124.52
            ip link add forged address {view.Members[Sample.Host(1)].Mac} type vxlan id 5 local 192.168.124.1 remote {to} dstport {port}
            ip address add 10.100.1.99/16 dev forged
            ip neighbour add {ToV2} lladdr {view.Members[Sample.Host(2)].Mac} dev forged
            ip link set dev forged up
            """);
        Assert.Contains("packets 0", await ForgeAsync(wire), StringComparison.Ordinal);
        await wire[2].Netns.RunAsync("nft delete chain inet cloudnet input");
        Assert.Contains("packets 1", await ForgeAsync(wire), StringComparison.Ordinal);
    }

    /// <summary>What is read back is what was set, so nothing is done again; and who has another secret is not heard.</summary>
    [Theory]
    [InlineData(NetworkDriver.Wireguard)]
    [InlineData(NetworkDriver.Vxlan)]
    public async Task Only_who_has_the_same_pre_shared_key_is_heard(NetworkDriver driver)
    {
        await using var wire = await Wire.CreateAsync(2);
        var view = wire.WithKeys(Sample.Blue.Without(3).With(settings => settings with
        {
            Driver = driver, Encrypted = driver != NetworkDriver.Wireguard, PresharedKey = DriverSample.Secret,
        }));
        var (web, atWeb) = await wire.AttachAsync(1, view, "10.100.1.2");
        var (_, atDb) = await wire.AttachAsync(2, view, ToV2);
        // What the two agreed on before is forgotten with the peer.
        async Task AgreeAnewAsync(NetworkView atV2)
        {
            foreach (var host in (int[])[1, 2]) await wire[host].RunAsync("wg show cn-wg5 peers 2>/dev/null | xargs -I{} wg set cn-wg5 peer {} remove");
            await wire[2].BuildAsync(atV2, atDb);
            await wire[1].BuildAsync(view, atWeb);
        }
        await AgreeAnewAsync(view);
        await web.RunAsync($"ping -q -c 1 -W 5 {ToV2}");
        await AgreeAnewAsync(view.With(settings => settings with { PresharedKey = PresharedKey.Of([.. Enumerable.Repeat((byte)8, 32)]) }));
        Assert.Equal("lost", (await web.RunAsync($"ping -q -c 3 -i 0.3 -W 2 {ToV2} >/dev/null || echo lost")).Trim());
        await AgreeAnewAsync(view);
        await web.RunAsync($"ping -q -c 1 -w 12 {ToV2}");
    }

    private static async Task<string> ForgeAsync(Wire wire)
    {
        await wire.Middle.RunAsync($"echo {Payload} | socat -u - UDP4:{ToV2}:7777; ping -q -c 1 -W 2 192.168.124.52");
        return await wire[2].Netns.RunAsync("nft list table ip own");
    }

    private static async Task<NetworkNamespace> BuildAsync(Wire wire, NetworkView view)
    {
        var (web, atWeb) = await wire.AttachAsync(1, view, "10.100.1.2");
        var (_, atDb) = await wire.AttachAsync(2, view, ToV2);
        await wire[1].BuildAsync(view, atWeb);
        await wire[2].BuildAsync(view, atDb);
        return web;
    }

    // Where it is refused at once that is as good as sent and lost.
    private static Task SayAsync(NetworkNamespace from) => from.RunAsync($"""
        for i in 1 2 3; do echo {Payload} | socat -u - UDP4:{ToV2}:7777 || true; done
        echo {Payload} | timeout 1 socat -u - TCP4:{ToV2}:7777 2>/dev/null || true
        """);

    private static async Task<bool> SawAsync(Wire wire, Sniffer sniffer)
    {
        await wire[1].Netns.RunAsync($"echo {LastWord} | socat -u - UDP4:192.168.124.1:7777");
        return await sniffer.SawAsync(Payload, LastWord);
    }
}
