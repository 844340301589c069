using System.Net.Sockets;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Kernel.Drivers;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Paths;

/// <summary>Real probes between real hosts: what they find of a path that is well, lost, cut short, or closed to the tunnel alone.</summary>
[Trait("needs", "root")]
public sealed class ProberTests : IAsyncLifetime
{
    private Wire wire = null!;
    private PathProber prober = null!;

    public async ValueTask InitializeAsync()
    {
        wire = await Wire.CreateAsync(2);
        prober = new(family => wire[1].Netns.Make(() => EchoSocket.Make(family)), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        prober.Dispose();
        await wire.DisposeAsync();
    }

    [Theory]
    [InlineData(NetworkDriver.Routed, 1500)]
    [InlineData(NetworkDriver.Vxlan, 1450)]
    [InlineData(NetworkDriver.Bridge, 1450)]
    [InlineData(NetworkDriver.Udp, 1472)]
    [InlineData(NetworkDriver.Wireguard, 1440)]
    public async Task A_path_that_is_well_carries_all_that_its_links_promise(NetworkDriver driver, int mtu)
    {
        foreach (var path in await BuildAsync(Sample.Blue.Without(3).With(settings => settings with { Driver = driver })))
        {
            var found = await ProbeAsync(path, PathCondition.Unknown);
            Assert.Equal((true, mtu, mtu), (found.Reached, found.Mtu, path.Mtu));
            Assert.InRange(found.Latency!.Value, TimeSpan.FromMicroseconds(1), PathProber.Patience);
        }
    }

    [Fact]
    public async Task Both_families_have_paths_of_their_own()
    {
        var paths = await BuildAsync(Sample.Dual.Without(3));
        Assert.Equal([AddressFamily.InterNetwork, AddressFamily.InterNetworkV6], paths.Select(path => path.Key.Family));
        foreach (var path in paths) Assert.Equal((true, 1450), await VerdictAsync(path));
    }

    /// <summary>A switch that drops what is too long, and says nothing: the worst there is.</summary>
    [Fact]
    public async Task A_path_that_is_shorter_than_promised_is_measured_and_found_whole_again()
    {
        var path = (await BuildAsync(Sample.Blue.Without(3)))[0];
        await wire.Middle.RunAsync("ip link set dev v2 mtu 1400");
        var found = await ProbeAsync(path, PathCondition.Unknown);
        Assert.True(found.Reached);
        Assert.InRange(found.Mtu!.Value, 1351, 1354); // A bridge lets four bytes more through, for a VLAN's tag.
        Assert.Equal(found.Mtu, (await ProbeAsync(path, found)).Mtu);
        await wire.Middle.RunAsync("ip link set dev v2 mtu 1500");
        using var anew = new PathProber(family => wire[1].Netns.Make(() => EchoSocket.Make(family)), TimeProvider.System);
        Assert.Equal(1450, (await anew.ProbeAsync(path, found, TestContext.Current.CancellationToken)).Mtu);
    }

    [Theory]
    [InlineData("nft 'add table bridge own; add chain bridge own through { type filter hook forward priority 0; }; add rule bridge own through udp dport 4789 drop'", PathFault.Tunnel)]
    [InlineData("ip link set dev v2 down", PathFault.Host)]
    public async Task Where_it_is_lost_is_told_apart(string loss, PathFault fault)
    {
        var path = (await BuildAsync(Sample.Blue.Without(3)))[0];
        var found = await ProbeAsync(path, PathCondition.Unknown);
        await wire.Middle.RunAsync(loss);
        for (var probe = 0; probe < PathCondition.MissesToLose; probe++)
        {
            Assert.True(found.Reached);
            found = await ProbeAsync(path, found);
        }
        Assert.Equal((false, fault, null), (found.Reached, found.Fault, found.Mtu));
    }

    /// <summary>Packets go by the way that they went by; what is on its way in is tried before anything is sent by it.</summary>
    [Theory]
    [InlineData(NetworkDriver.Udp, "udp dport 8300")]
    [InlineData(NetworkDriver.Wireguard, "udp dport 8300")]
    [InlineData(NetworkDriver.Routed, "ip daddr 10.100.2.1")]
    public async Task The_way_that_a_network_is_on_its_way_to_is_probed_by_itself(NetworkDriver driver, string itsPackets)
    {
        var next = new NextPlane(new(driver, 77, driver == NetworkDriver.Routed ? null : 8300, KeyGeneration: 1));
        var paths = await BuildAsync(wire.WithKeys(Sample.Blue.Without(3)).With(settings => settings with { Next = next }));
        Assert.Equal([false, true], paths.Select(path => path.Key.IsNext));
        foreach (var path in paths) Assert.Equal((true, path.Mtu), await VerdictAsync(path));
        await wire.Middle.RunAsync(
            $"nft 'add table bridge own; add chain bridge own through {{ type filter hook forward priority 0; }}; add rule bridge own through {itsPackets} drop'");
        Assert.Equal((true, paths[0].Mtu), await VerdictAsync(paths[0]));
        Assert.Null(await prober.AskAsync(paths[1], EchoPacket.Least, TestContext.Current.CancellationToken));
    }

    /// <summary>Nobody tells the senders of a switch that drops what is too long, but the hosts that have measured it.</summary>
    [Theory]
    [InlineData(NetworkDriver.Vxlan)]
    [InlineData(NetworkDriver.Udp)]
    [InlineData(NetworkDriver.Wireguard)]
    public async Task Containers_learn_how_long_the_path_is(NetworkDriver driver)
    {
        var view = Sample.Blue.Without(3).With(settings => settings with { Driver = driver });
        if (view.Settings.Plane.HasKeys) view = wire.WithKeys(view);
        var (web, atWeb) = await wire.AttachAsync(1, view, "10.100.1.2");
        var (db, atDb) = await wire.AttachAsync(2, view, "10.100.2.2");
        await wire[1].BuildAsync(view, atWeb);
        await wire[2].BuildAsync(view, atDb);
        await wire.Middle.RunAsync("ip link set dev v1 mtu 1400; ip link set dev v2 mtu 1400");
        var path = NetworkPath.Of([new NetworkOnHost(view, view.Members[Sample.Host(1)], await wire[1].FactsAsync())])[0];
        var found = await ProbeAsync(path, PathCondition.Unknown);
        foreach (var (host, peer) in new[] { (1, 2), (2, 1) })
            wire[host].Mtus = new(wire[host].Mtus.Short.Add((view.Id, Sample.Host(peer), AddressFamily.InterNetwork), found.Mtu!.Value));
        await wire[1].BuildAsync(view, atWeb);
        await wire[2].BuildAsync(view, atDb);
        var told = await web.RunAsync("ping -c 1 -W 1 -M do -s 1410 10.100.2.2 2>&1 || true");
        Assert.Contains($"mtu = {found.Mtu}", told, StringComparison.Ordinal);
        await Reach.SendsAsync(web, db, atDb.Addresses[0]);
        Assert.Equal(found.Mtu, (await ProbeAsync(path, found)).Mtu);
    }

    private async Task<NetworkPath[]> BuildAsync(NetworkView view)
    {
        if (view.Settings.Plane.HasKeys) view = wire.WithKeys(view);
        await wire[1].BuildAsync(view);
        await wire[2].BuildAsync(view);
        return [.. NetworkPath.Of([new NetworkOnHost(view, view.Members[Sample.Host(1)], await wire[1].FactsAsync())])];
    }

    private Task<PathCondition> ProbeAsync(NetworkPath path, PathCondition before) => prober.ProbeAsync(path, before, TestContext.Current.CancellationToken);

    private async Task<(bool?, int?)> VerdictAsync(NetworkPath path)
    {
        var found = await ProbeAsync(path, PathCondition.Unknown);
        return (found.Reached, found.Mtu);
    }
}
