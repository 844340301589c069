using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Reports;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Networks;

/// <summary>A network that goes from one way across to another, and hosts that say what they are told to.</summary>
public sealed class RolloutRig(ControllerFixture controller)
{
    /// <summary>Where the network is.</summary>
    public const string Path = "/api/v1/networks/blue";

    private int said;

    /// <summary>The network <c>blue</c> with three hosts, linked, in the order that they move in.</summary>
    public async Task<(NetworkId Network, HostId[] Hosts)> LinkedAsync(ApiClient owner)
    {
        var network = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        List<HostId> hosts = [];
        for (var n = 1; n <= 3; n++) hosts.Add(await owner.NewHostAsync($"v{n}", $"192.168.124.5{n}", "blue"));
        foreach (var host in hosts) await LinkedHosts.LinkAsync(controller, host, LinkedHosts.All);
        foreach (var host in hosts) await SayAsync(network, host, null);
        return (network, [.. hosts.Order()]);
    }

    /// <summary>A host says that it has taken up all that it was told, and whether it is ready; if stale, as it found before any had moved.</summary>
    public async Task SayAsync(NetworkId network, HostId host, bool? ready, bool stale = false)
    {
        await using var db = controller.Database.Open();
        var stream = StreamName.Of(network);
        var revision = await db.Streams.Where(row => row.Name == stream).Select(row => row.Revision).SingleAsync(TestContext.Current.CancellationToken);
        var next = (await StreamLog.NetworkAsync(controller.Database, network)).Settings.Next;
        NextPlaneReport Said(NextPlane next) =>
            new(network, next.Plane.Vni, ready, ready == false ? "no way through" : null, stale ? null : next.MovedThrough);
        NextPlaneReport[] planes = next is null ? [] : [Said(next)];
        var at = controller.Clock.GetUtcNow().AddSeconds(++said);
        await ReportWriter.StoreAsync(
            db, [new(host, "link", at, true, "1", "boot", [], [new(stream, revision)], null, NextPlanes: planes)], TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for the latest rollout to be so: the keeper looks each second.</summary>
    public static async Task<RolloutRecord> BecomesAsync(ApiClient owner, Func<RolloutRecord, bool> holds)
    {
        for (var until = Environment.TickCount64 + 20_000; ; await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            var now = await LatestAsync(owner);
            if (holds(now)) return now;
            Assert.True(Environment.TickCount64 < until, $"it is {now}");
        }
    }

    /// <summary>The latest rollout.</summary>
    public static async Task<RolloutRecord> LatestAsync(ApiClient owner) => (await owner.GetAsync<IReadOnlyList<RolloutRecord>>($"{Path}/rollouts"))[0];

    /// <summary>Where that stands, and why.</summary>
    public static async Task<(RolloutState State, string? Reason)> StateAsync(ApiClient owner)
    {
        var latest = await LatestAsync(owner);
        return (latest.State, latest.Reason);
    }
}
