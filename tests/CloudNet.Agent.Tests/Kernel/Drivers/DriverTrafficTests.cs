using CloudNet.Agent.Tests.Plan;
using CloudNet.Agent.Tests.Plan.Drivers;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel.Drivers;

/// <summary>Each driver over each underlay carries what it should, in packets of every length, between workloads that see each other's own address.</summary>
[Trait("needs", "root")]
public sealed class DriverTrafficTests
{
    private static readonly NetworkView Dual = Sample.Dual.Without(3);

    /// <summary>A network of two hosts and what it is set to, the MTU that follows, and whether IPv6 crosses.</summary>
    public static TheoryData<string, int> Drivers => new()
    {
        { "routed", 1500 },
        { "routed over ipv6", 1500 },
        { "vxlan", 1450 },
        { "vxlan over ipv6", 1430 },
        { "vxlan directly", 1450 },
        { "wireguard", 1440 },
        { "wireguard over ipv6", 1420 },
        { "vxlan encrypted", 1390 },
        { "vxlan encrypted over ipv6", 1370 },
        { "bridge", 1450 },
        { "udp", 1472 },
        { "udp over ipv6", 1452 },
        { "udp encrypted", 1412 },
        { "bridge over ipv6", 1430 },
        { "bridge encrypted", 1390 },
        { "gre", 1458 },
        { "gre over ipv6", 1438 },
    };

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Workloads_reach_each_other(string driver, int mtu)
    {
        await using var wire = await Wire.CreateAsync(2, withSwitch: driver.StartsWith("gre", StringComparison.Ordinal));
        var view = View(wire, driver);
        var (web, atWeb) = await wire.AttachAsync(1, view, Of(view, 1));
        var (db, atDb) = await wire.AttachAsync(2, view, Of(view, 2));
        await wire[1].BuildAsync(view, atWeb);
        await wire[2].BuildAsync(view, atDb);
        foreach (var (to, header) in atDb.Addresses.Select(address => (address, address.GetAddressBytes().Length == 4 ? 28 : 48)))
        {
            await Reach.SeesOnlyAsync(db, atWeb.Addresses.Single(from => from.AddressFamily == to.AddressFamily));
            await web.RunAsync($"ping -q -c 2 -i 0.2 -W 2 {to}");
            await web.RunAsync($"ping -q -c 1 -W 2 -M do -s {mtu - header} {to}");
            await Assert.ThrowsAsync<InvalidOperationException>(() => web.RunAsync($"ping -q -c 1 -W 1 -M do -s {mtu - header + 1} {to}"));
            await Reach.SendsAsync(web, db, to);
            await Reach.SeesAllAsync(db);
            await wire[1].Netns.RunAsync($"ping -q -c 1 -W 2 {to}");
        }
        await web.RunAsync("ping -q -c 1 -W 2 192.168.124.1");
    }

    private static NetworkView View(Wire wire, string driver)
    {
        var words = driver.Split(' ');
        var view = (words[0] == "routed" && !words.Contains("ipv6") ? Sample.Blue.Without(3) : Dual).With(settings => settings with
        {
            Driver = Enum.Parse<NetworkDriver>(words[0], ignoreCase: true),
            Encrypted = words.Contains("encrypted"),
            DirectRouting = words.Contains("directly"),
        });
        if (view.Settings.Plane.HasKeys) view = wire.WithKeys(view);
        return words.Contains("ipv6") ? view.OverIpv6() : view;
    }

    private static string Of(NetworkView view, int host) => view.Settings.Ranges.Length == 1 ? $"10.100.{host}.2" : $"10.100.{host}.2,fd00:100:0:{host}::2";
}
