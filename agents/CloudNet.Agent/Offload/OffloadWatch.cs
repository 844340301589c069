using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Drivers;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Offload;

/// <summary>
/// The worker that tests each new VXLAN device of this host once a peer answers echoes through it, and has the kernel write checksums itself where what is
/// below loses TCP and UDP. A device that is made anew is another one, and tested again.
/// </summary>
/// <param name="networks">The networks as they are built.</param>
/// <param name="book">Which peers answer.</param>
/// <param name="test">Tests a path.</param>
/// <param name="offload">Ends the offload of a link.</param>
/// <param name="condition">Told of what was found.</param>
/// <param name="log">Told of it too.</param>
/// <param name="clock">Tells time.</param>
internal sealed class OffloadWatch(
    LiveNetworks networks, PathBook book, ChecksumTest test, LinkOffload offload, LiveCondition condition, AgentLog log, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    // Where no peer answers to TCP, as behind a firewall, it is asked of another now and then.
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(5);

    // So many peers that are reached rightly settle it.
    private const int Enough = 3;
    private readonly Dictionary<string, Tested> devices = [];

    /// <summary>Tests until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(await TryLookAsync(stop), clock, stop);
        }
    }

    // Where the host gives no such socket, as in a container without CAP_NET_RAW, nothing is tested.
    private async Task<TimeSpan> TryLookAsync(CancellationToken stop)
    {
        try
        {
            await LookAsync(stop);
            return Look;
        }
        catch (SocketException fault)
        {
            log.Warn("offload", $"Checksums of tunnels cannot be tested: {fault.Message}.");
            return AskAgain;
        }
    }

    /// <summary>Tests what is new.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        var those = networks.Current.Where(network => network.Plane.Driver is NetworkDriver.Vxlan or NetworkDriver.Bridge).ToArray();
        foreach (var gone in devices.Keys.Except(those.Select(network => network.Device)).ToArray()) devices.Remove(gone);
        foreach (var network in those) await LookAsync(network, stop);
        condition.Problems("offload", [.. devices.Where(device => device.Value.Problem is not null).Select(device => device.Value.Problem!)]);
    }

    private async Task LookAsync(NetworkOnHost network, CancellationToken stop)
    {
        // From a network that is hidden from the host nothing of the host's own gets out.
        if (network.IsHidden || offload.IndexOf(network.Device) is not { } index) return;
        var known = devices.GetValueOrDefault(network.Device) is { } there && there.Index == index ? there : new(index, [], null, false, null);
        if (known.IsMended || known.Right.Count >= Enough || (known.Unsure is { } since && clock.GetElapsedTime(since) < AskAgain)) return;
        if (PathOf(network, known.Right) is not { } path) return;
        devices[network.Device] = await test.IsWrongAsync(path.From, path.To, stop) switch
        {
            false => known with { Right = known.Right.Add(path.Underlay), Unsure = null },
            true => await EndAsync(known, network, path, stop),
            null => known with { Unsure = clock.GetTimestamp() },
        };
    }

    // One that goes through the device, to a peer that was not tried yet: the way to one may be without the fault, as on one machine of machines.
    private NetworkPath? PathOf(NetworkOnHost network, ImmutableHashSet<IPAddress> tried) => book.All
        .Where(one => one.Path.Key.Network == network.View.Id && !one.Path.Key.IsNext && one.Condition.Reached == true && one.Path.Plane == network.Plane)
        .Select(one => one.Path).Where(path => !tried.Contains(path.Underlay) && !IsPlain(network, path)).OrderBy(_ => Random.Shared.Next()).FirstOrDefault();

    private static bool IsPlain(NetworkOnHost network, NetworkPath path) =>
        network.Plane is { DirectRouting: true, Encrypted: false }
        && network.View.Members.TryGetValue(path.Key.Peer, out var peer) && RoutedPlan.IsOnLink(network, peer);

    private async Task<Tested> EndAsync(Tested known, NetworkOnHost network, NetworkPath path, CancellationToken stop)
    {
        var isMended = offload.End(network.Device) && await test.IsWrongAsync(path.From, path.To, stop) == false;
        var problem = $"network {network.Settings.Name}: TCP and UDP left this host through {network.Device} with wrong checksums, and were lost: "
            + (isMended ? $"the kernel writes them itself now, as 'ethtool -K {network.Device} tx off' does, which costs throughput; " : "they are still; ")
            + $"another kernel, or another driver of {network.Facts.UnderlayLink}'s card, may be without this fault";
        log.Warn("offload", problem);
        return known with { Problem = problem, IsMended = isMended, Unsure = clock.GetTimestamp() };
    }

    private sealed record Tested(int Index, ImmutableHashSet<IPAddress> Right, string? Problem, bool IsMended, long? Unsure);
}
