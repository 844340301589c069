using System.Net;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Agent.Tests.Plan.Drivers;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>
/// Networks that are peered are open to each other with the addresses that workloads have, whatever carries each; those that are not are closed. By
/// real packets: hosts 1 and 2 are in both networks, host 3 in blue alone.
/// </summary>
[Trait("needs", "root")]
public sealed class PeeringTests
{
    private const string Web = "10.100.1.2", Late = "10.100.3.2", Db = "10.200.2.2", Beside = "10.200.1.2";

    private static readonly NetworkView Red = Sample.Network(
        4, new("red", [IPNetwork.Parse("10.200.0.0/16")], NetworkDriver.Vxlan, Nat: true, Mtu: null, Vni: 8),
        Sample.Member(1, "10.200.1.0/24"), Sample.Member(2, "10.200.2.0/24"));

    [Theory]
    [InlineData("vxlan", "vxlan")]
    [InlineData("vxlan", "wireguard")]
    [InlineData("wireguard", "udp")]
    [InlineData("routed", "bridge")]
    [InlineData("bridge", "vxlan encrypted")]
    [InlineData("vxlan encrypted", "routed")]
    public async Task Workloads_of_two_networks_reach_each_other_while_they_are_peered(string one, string other)
    {
        await using var wire = await Wire.CreateAsync(3);
        var (blue, red) = (Of(wire, Sample.Blue, one), Of(wire, Red, other));
        var (web, atWeb) = await wire.AttachAsync(1, blue, Web);
        var (db, atDb) = await wire.AttachAsync(2, red, Db);
        var (late, atLate) = await wire.AttachAsync(3, blue, Late);
        var (beside, atBeside) = await wire.AttachAsync(4, red, Beside);
        async Task BuildAsync(params NetworkView[] views)
        {
            await wire[1].Kernel.GoesToAsync(await wire[1].PlanAsync(views, atWeb, atBeside));
            await wire[2].Kernel.GoesToAsync(await wire[2].PlanAsync(views, atDb));
            await wire[3].Kernel.GoesToAsync(await wire[3].PlanAsync(views, atLate));
        }

        await BuildAsync(blue, red);
        foreach (var inside in (NetworkNamespace[])[web, db, late, beside]) await inside.ServeAsync(80);
        Assert.Null(await web.CallAsync(Db, 80));
        Assert.Null(await web.CallAsync(Beside, 80));

        await BuildAsync(blue.PeeredWith(red), red.PeeredWith(blue));
        (NetworkNamespace From, string Seen, string To)[] open =
            [(web, Web, Db), (db, Db, Web), (web, Web, Beside), (beside, Beside, Web), (late, Late, Web), (beside, Beside, Db)];
        foreach (var (from, seen, to) in open) Assert.Equal((IPAddress.Parse(seen), 80), await from.CallAsync(to, 80));
        // Its host is not in red, so that no answer would find the way back: it is refused at once, on both sides.
        foreach (var (from, to) in new[] { (late, Db), (late, Beside), (db, Late), (beside, Late) })
            Assert.Contains("Packet filtered", await from.RunAsync($"ping -c 1 -W 2 {to} || true"), StringComparison.Ordinal);
        // What reaches the outside does so as its host.
        await web.RunAsync("ping -q -c 1 -W 2 192.168.124.1");

        await BuildAsync(blue, red);
        Assert.Null(await web.CallAsync(Db, 80));
        Assert.Null(await db.CallAsync(Web, 80));
        Assert.Equal((IPAddress.Parse(Late), 80), await late.CallAsync(Web, 80));
        foreach (var inside in (NetworkNamespace[])[web, db, late, beside]) await inside.StopAsync();
    }

    /// <summary>What is in both networks reaches each by its own link, also while these are peered and after.</summary>
    [Fact]
    public async Task A_workload_in_both_networks_keeps_its_own_ways()
    {
        await using var wire = await Wire.CreateAsync(2);
        var blue = Sample.Blue.Without(3);
        var (both, atWeb) = await wire.AttachAsync(1, blue, Web);
        var atBeside = Sample.Attach(4, Red, Beside, both.Path) with { InterfaceName = "eth1", Place = 1 };
        var (db, atDb) = await wire.AttachAsync(2, Red, Db);
        async Task BuildAsync(params NetworkView[] views)
        {
            await wire[1].Kernel.GoesToAsync(await wire[1].PlanAsync(views, atWeb, atBeside));
            await wire[2].Kernel.GoesToAsync(await wire[2].PlanAsync(views, atDb));
            Assert.Equal("eth1", (await both.RunAsync($"ip route get {Db} | sed -n 's/.* dev \\([^ ]*\\) .*/\\1/p'")).Trim());
            Assert.Equal("eth0", (await both.RunAsync("ip route get 10.100.2.9 | sed -n 's/.* dev \\([^ ]*\\) .*/\\1/p'")).Trim());
            await both.RunAsync($"ping -q -c 1 -W 2 {Db}");
        }

        await BuildAsync(blue, Red);
        var before = await both.RunAsync("ip route");
        await BuildAsync(blue.PeeredWith(Red), Red.PeeredWith(blue));
        await BuildAsync(blue, Red);
        Assert.Equal(before, await both.RunAsync("ip route"));
        // And made anew while they are.
        await wire[1].Kernel.GoesToAsync(await wire[1].PlanAsync([blue, Red]));
        await BuildAsync(blue.PeeredWith(Red), Red.PeeredWith(blue));
    }

    private static NetworkView Of(Wire wire, NetworkView view, string driver)
    {
        var words = driver.Split(' ');
        var set = view.With(settings => settings with
        {
            Driver = Enum.Parse<NetworkDriver>(words[0], ignoreCase: true), Encrypted = words.Contains("encrypted"),
            Port = words[0] == "wireguard" ? 51870 + settings.Vni : null,
        });
        return set.Settings.Plane.HasKeys ? wire.WithKeys(set) : set;
    }
}
