using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Reports;

namespace CloudNet.Controller.Tests.Paths;

/// <summary>Who reaches whom: what is kept of it, who may say it, and how it is asked for.</summary>
public sealed class PathTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private readonly DateTimeOffset start = controller.Clock.GetUtcNow();
    private int minute;

    [Fact]
    public async Task The_latest_is_kept_and_what_became_of_it()
    {
        using var owner = await controller.NewTenantAsync("paths");
        var (network, v1, v2) = await TwoAsync(owner);
        Assert.Equal(1, await SayAsync(v1, Well(network, v2)));
        Assert.Equal(0, await SayAsync(v1, Well(network, v2) with { LossPercent = 10, LatencyMicroseconds = 900 }));
        var path = Assert.Single(await PathsAsync(owner));
        Assert.Equal(("v1", "v2", "ipv4", true, 10, 900, 1450, 1450), (path.HostName, path.PeerName, path.Family, path.Reached, path.LossPercent,
            path.LatencyMicroseconds, path.Mtu, path.PromisedMtu));
        Assert.Equal(TimeSpan.FromMinutes(1), path.ToldAt - path.Since);

        Assert.Equal(1, await SayAsync(v1, Well(network, v2) with { Reached = false, Fault = PathFault.Tunnel, Mtu = null }));
        Assert.Equal(1, await SayAsync(v1, Well(network, v2) with { Mtu = 1400 }));
        path = Assert.Single(await PathsAsync(owner));
        Assert.Equal((true, null, 1400, TimeSpan.Zero), (path.Reached, path.Fault, path.Mtu, path.ToldAt - path.Since));
        var history = await owner.GetAsync<IReadOnlyList<PathChangeRecord>>("/api/v1/networks/blue/paths/v1/v2/history");
        Assert.Equal([(true, null, 1400), (false, PathFault.Tunnel, null), (true, (PathFault?)null, (int?)1450)],
            history.Select(change => (change.Reached, change.Fault, change.Mtu)));
        Assert.Empty(await owner.GetAsync<IReadOnlyList<PathChangeRecord>>("/api/v1/networks/blue/paths/v2/v1/history"));

        minute--; // The bus may bring a report twice.
        Assert.Equal(0, await SayAsync(v1, Well(network, v2) with { Mtu = 1400 }));
        Assert.Equal(3, (await owner.GetAsync<IReadOnlyList<PathChangeRecord>>("/api/v1/networks/blue/paths/v1/v2/history")).Count);
    }

    [Fact]
    public async Task No_more_than_the_last_forty_changes_are_kept()
    {
        using var owner = await controller.NewTenantAsync("path-history");
        var (network, v1, v2) = await TwoAsync(owner);
        for (var mtu = 1300; mtu < 1345; mtu++) await SayAsync(v1, Well(network, v2) with { Mtu = mtu });
        await SayAsync(v1, Well(network, v2) with { Ipv6 = true });
        var history = await owner.GetAsync<IReadOnlyList<PathChangeRecord>>("/api/v1/networks/blue/paths/v1/v2/history");
        Assert.Equal([1450, .. Enumerable.Range(1305, 40).Reverse()], history.Select(change => change.Mtu!.Value));
    }

    [Fact]
    public async Task A_host_speaks_for_its_own_paths_alone()
    {
        using var owner = await controller.NewTenantAsync("path-walls");
        using var other = await controller.NewTenantAsync("path-others");
        var (network, v1, v2) = await TwoAsync(owner);
        var (foreign, theirs, _) = await TwoAsync(other);
        var outside = await owner.NewHostAsync("v9", "192.168.124.59");
        Assert.Equal(0, await SayAsync(v1, Well(foreign, theirs), Well(network, theirs), Well(foreign, v2), Well(network, outside)));
        Assert.Equal(0, await SayAsync(outside, Well(network, v1)));
        Assert.Empty(await PathsAsync(owner));
        Assert.Empty(await PathsAsync(other));
    }

    [Fact]
    public async Task A_path_goes_with_the_membership_of_either_end()
    {
        using var owner = await controller.NewTenantAsync("path-ends");
        var (network, v1, v2) = await TwoAsync(owner);
        var v3 = await owner.NewHostAsync("v3", "192.168.124.53", "blue");
        foreach (var (host, peers) in new[] { (v1, new[] { v2, v3 }), (v2, [v1, v3]), (v3, [v1, v2]) })
            await SayAsync(host, [.. peers.Select(peer => Well(network, peer))]);
        Assert.Equal(6, (await PathsAsync(owner)).Count);
        await owner.LeaveAsync("blue", "v2");
        Assert.Equal([("v1", "v3"), ("v3", "v1")], (await PathsAsync(owner)).Select(path => (path.HostName, path.PeerName)));
        await owner.DeleteAsync("/api/v1/hosts/v3");
        Assert.Empty(await PathsAsync(owner));
    }

    [Fact]
    public async Task Some_of_them_are_found_by_what_is_asked()
    {
        using var owner = await controller.NewTenantAsync("path-filters");
        var (network, v1, v2) = await TwoAsync(owner);
        var v3 = await owner.NewHostAsync("v3", "192.168.124.53", "blue");
        await SayAsync(v1, Well(network, v2), Well(network, v3) with { Mtu = 1400 });
        await SayAsync(v2, Well(network, v1) with { Reached = false, Fault = PathFault.Host, Mtu = null });
        foreach (var (query, expected) in new[]
        {
            ("?wrong=true", "v1-v3 v2-v1"), ("?wrong=false", "v1-v2"), ("?host=v2", "v2-v1"), ("?peer=v3", "v1-v3"), ("?host=v1&wrong=true", "v1-v3"),
            ("?sort=-name&limit=500", "v2-v1 v1-v3 v1-v2"),
        })
            Assert.Equal((query, expected), (query, string.Join(' ', Ordered(query, await PathsAsync(owner, query)))));
        await owner.GetRefusedAsync("/api/v1/networks/blue/paths?host=nobody", 404);
        await owner.GetRefusedAsync("/api/v1/networks/blue/paths?wrong=perhaps", 400);
    }

    // Of one host the order is that of ids, which are random.
    private static IEnumerable<string> Ordered(string query, IEnumerable<PathRecord> paths) => query.Contains('-', StringComparison.Ordinal)
        ? paths.GroupBy(path => path.HostName).SelectMany(of => of.Select(path => $"{path.HostName}-{path.PeerName}").OrderDescending())
        : paths.GroupBy(path => path.HostName).SelectMany(of => of.Select(path => $"{path.HostName}-{path.PeerName}").Order());

    private static PathReport Well(NetworkId network, HostId peer) => new(network, peer, false, true, 0, 400, 1450, 1450, null);

    private static async Task<IReadOnlyList<PathRecord>> PathsAsync(ApiClient owner, string query = "") =>
        await owner.ListAsync<PathRecord>($"/api/v1/networks/blue/paths{query}");

    private static async Task<(NetworkId Network, HostId V1, HostId V2)> TwoAsync(ApiClient owner) => (
        (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id,
        await owner.NewHostAsync("v1", "192.168.124.51", "blue"), await owner.NewHostAsync("v2", "192.168.124.52", "blue"));

    private async Task<int> SayAsync(HostId host, params PathReport[] paths)
    {
        await using var db = controller.Database.Open();
        var at = start.AddMinutes(++minute);
        await ReportWriter.StoreAsync(db, [new(host, "link", at.AddTicks(-1), true, "1", "boot", [], null, null)], TestContext.Current.CancellationToken);
        return await ReportWriter.StoreAsync(
            db, [new(host, "link", at, true, "1", "boot", [], null, null, Paths: paths)], TestContext.Current.CancellationToken);
    }
}
