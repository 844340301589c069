using System.Diagnostics;
using CloudNet.Contracts.Networks;
using Xunit;

namespace CloudNet.EndToEnd.Faults;

/// <summary>
/// Two hosts that are in a network of each of some drivers at once, with a container in each of them, so that a fault hits all drivers together.
/// </summary>
/// <param name="shared">The lab that they are in.</param>
/// <param name="prefix">How the hosts and networks are named; a letter.</param>
/// <param name="drivers">The drivers, and the MTU of their networks on this lan.</param>
/// <param name="hasSwitch">Whether the hosts have Open vSwitch.</param>
public abstract class FaultLab(SharedLab shared, char prefix, (string Driver, int Mtu)[] drivers, bool hasSwitch) : IAsyncLifetime
{
    public SharedLab Shared => shared;

    public LabHost One { get; private set; } = null!;

    public LabHost Two { get; private set; } = null!;

    /// <summary>Of each driver a container on the one host and one on the other.</summary>
    public IReadOnlyList<Pair> Pairs { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var networks = new List<NetworkRecord>();
        foreach (var (at, (driver, _)) in drivers.Index())
            networks.Add(await shared.Api.CreateNetworkAsync($"{prefix}-{driver}", $"10.{100 + prefix + at}.0.0/16", driver));
        One = await HostAsync(1, networks);
        Two = await HostAsync(2, networks);
        var pairs = new List<Pair>();
        foreach (var (network, (driver, mtu)) in networks.Zip(drivers))
        {
            var pair = new Pair(driver, mtu, network.Vni, await One.AttachAsync(network.Name), await Two.AttachAsync(network.Name));
            pair.To.Namespace.Start(shared.Lab.LogOf($"udp-{driver}"), ["socat", $"UDP4-RECVFROM:{Pair.UdpPort},fork", "EXEC:cat"]);
            pairs.Add(pair);
        }
        Pairs = pairs;
        await ReachedAsync();
    }

    private async Task<LabHost> HostAsync(int number, IEnumerable<NetworkRecord> networks)
    {
        var host = await shared.Lab.MachineAsync($"{prefix}{number}");
        if (hasSwitch) await host.StartSwitchAsync();
        await host.JoinAsync(shared.Controller);
        await Eventually.HoldsAsync($"{host.Name} has said what it can build", async () => (await shared.Api.HostAsync(host.Name)).Drivers is not null);
        foreach (var network in networks) await shared.Api.JoinAsync(network.Name, host.Name);
        await host.InSyncAsync(shared.Api, networks.Count());
        return host;
    }

    /// <summary>The host's kernel and processes are gone, and what its operator has set up at its boot is there again.</summary>
    public async Task RebootAsync(LabHost host)
    {
        await host.KillAgentAsync();
        await host.RebootAsync();
        if (hasSwitch) await host.StartSwitchAsync();
        host.StartAgent();
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
        foreach (var pair in Pairs) await shared.Api.DeleteNetworkAsync($"{prefix}-{pair.Driver}");
        foreach (var host in new[] { One, Two }) await shared.Api.RemoveHostAsync(host.Name);
    }
}
