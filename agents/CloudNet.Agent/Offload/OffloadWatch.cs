using System.Collections.Immutable;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan;
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
    private readonly Dictionary<string, Tested> devices = [];

    /// <summary>Tests until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await LookAsync(stop);
            await Task.Delay(Look, clock, stop);
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
        if (offload.IndexOf(network.Device) is not { } index) return;
        var known = devices.GetValueOrDefault(network.Device);
        if (known?.Index == index && (known.IsDone || clock.GetElapsedTime(known.At) < AskAgain)) return;
        var path = book.All.Where(one => one.Path.Key.Network == network.View.Id && !one.Path.Key.IsNext && one.Condition.Reached == true)
            .Select(one => one.Path).OrderBy(_ => Random.Shared.Next()).FirstOrDefault();
        if (path is null) return;
        var isWrong = await test.IsWrongAsync(path.From, path.To, stop);
        devices[network.Device] = new(index, isWrong is not null, isWrong == true ? await EndAsync(network, path, stop) : null, clock.GetTimestamp());
    }

    private async Task<string> EndAsync(NetworkOnHost network, NetworkPath path, CancellationToken stop)
    {
        var isMended = offload.End(network.Device) && await test.IsWrongAsync(path.From, path.To, stop) == false;
        var problem = $"network {network.Settings.Name}: TCP and UDP left this host through {network.Device} with wrong checksums, and were lost: "
            + (isMended ? $"the kernel writes them itself now, as 'ethtool -K {network.Device} tx off' does, which costs throughput; " : "they are still; ")
            + $"another kernel, or another driver of {network.Facts.UnderlayLink}'s card, may be without this fault";
        log.Warn("offload", problem);
        return problem;
    }

    private sealed record Tested(int Index, bool IsDone, string? Problem, long At);
}
