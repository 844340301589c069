using System.Diagnostics;
using CloudNet.Contracts.Networks;
using Xunit;

namespace CloudNet.EndToEnd.Faults;

/// <summary>Two hosts that are in a network of each driver at once, with a container in each of them, so that a fault hits all drivers together.</summary>
public sealed class FaultLab(SharedLab shared) : IAsyncLifetime
{
    /// <summary>The drivers, and the MTU of their networks on this lan.</summary>
    private static readonly (string Driver, int Mtu)[] Drivers = [("routed", 1500), ("vxlan", 1450), ("udp", 1472), ("wireguard", 1440), ("bridge", 1450)];

    public SharedLab Shared => shared;

    public LabHost One { get; private set; } = null!;

    public LabHost Two { get; private set; } = null!;

    /// <summary>Of each driver a container on the one host and one on the other.</summary>
    public IReadOnlyList<Pair> Pairs { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var networks = new List<NetworkRecord>();
        foreach (var (at, (driver, _)) in Drivers.Index()) networks.Add(await shared.Api.CreateNetworkAsync("f-" + driver, $"10.{200 + at}.0.0/16", driver));
        One = await shared.HostAsync("f1", [.. networks.Select(network => network.Name)]);
        Two = await shared.HostAsync("f2", [.. networks.Select(network => network.Name)]);
        var pairs = new List<Pair>();
        foreach (var (network, (driver, mtu)) in networks.Zip(Drivers))
        {
            var pair = new Pair(driver, mtu, network.Vni, await One.AttachAsync(network.Name), await Two.AttachAsync(network.Name));
            pair.To.Namespace.Start(shared.Lab.LogOf($"udp-{driver}"), ["socat", $"UDP4-RECVFROM:{Pair.UdpPort},fork", "EXEC:cat"]);
            pairs.Add(pair);
        }
        Pairs = pairs;
        await ReachedAsync();
    }

    /// <summary>Waits until each pair's containers reach each other, whatever the driver.</summary>
    public Task ReachedAsync()
    {
        var began = Stopwatch.StartNew();
        return Task.WhenAll(Pairs.Select(async pair =>
        {
            await Eventually.HoldsAsync(
                $"{pair.Driver}: the containers reach each other", async () => await pair.From.PingsAsync(pair.To) && await pair.To.PingsAsync(pair.From),
                why: () => One.Agent.Said() + Two.Agent.Said());
            TestContext.Current.TestOutputHelper?.WriteLine($"{pair.Driver}: reached after {began.Elapsed.TotalSeconds:0.0} s");
        }));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pair in Pairs) await shared.Api.DeleteNetworkAsync("f-" + pair.Driver);
        foreach (var host in new[] { One, Two }) await shared.Api.RemoveHostAsync(host.Name);
    }
}
