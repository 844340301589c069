using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Reports;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Networks;

/// <summary>A network goes from one way across to another, as its hosts report that they have done what they were told.</summary>
public sealed class RolloutTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/networks/blue";
    private int said;

    [Fact]
    public async Task It_takes_each_step_when_the_hosts_have_taken_the_one_before()
    {
        using var owner = await controller.NewTenantAsync("rollout");
        var (network, hosts) = await LinkedAsync(owner);
        var begun = await owner.PatchAsync<NetworkRecord>(Path, new ChangeNetwork("wireguard", Mtu: 1380));
        Assert.Equal(NetworkDriver.Vxlan, begun.Driver);
        var view = await StreamLog.NetworkAsync(controller.Database, network);
        Assert.Equal((NetworkDriver.Wireguard, 51820, 1380, 1, null), (
            view.Settings.Next!.Plane.Driver, view.Settings.Next.Plane.Port, view.Settings.Next.Plane.Mtu, view.Settings.Next.Plane.KeyGeneration,
            (HostId?)view.Settings.Next.MovedThrough));
        Assert.NotEqual(view.Settings.Vni, view.Settings.Next.Plane.Vni);

        await SayAsync(network, hosts[0], ready: true);
        await SayAsync(network, hosts[1], ready: true);
        var waits = await BecomesAsync(owner, rollout => rollout.Waiting.Count == 1);
        Assert.Equal((RolloutState.Preparing, "v3", 0), (waits.State, waits.Waiting[0].Host, waits.Moved));
        await SayAsync(network, hosts[2], ready: true);
        for (var moved = 1; moved <= 3; moved++)
        {
            waits = await BecomesAsync(owner, rollout => rollout.Moved >= moved);
            Assert.Equal((RolloutState.Moving, moved, 3), (waits.State, waits.Moved, waits.Waiting.Count));
            foreach (var host in hosts) await SayAsync(network, host, ready: true);
        }
        await BecomesAsync(owner, rollout => rollout.State == RolloutState.Done);
        var after = (await StreamLog.NetworkAsync(controller.Database, network)).Settings;
        Assert.Equal((view.Settings.Next.Plane, null, view.Settings.Vni), (after.Plane, after.Next, after.Vni));
        Assert.Equal(NetworkDriver.Wireguard, (await owner.NetworkAsync("blue")).Driver);
    }

    [Fact]
    public async Task Where_a_host_cannot_all_go_back_before_anything_is_taken_down()
    {
        using var owner = await controller.NewTenantAsync("rollout-back");
        var (network, hosts) = await LinkedAsync(owner);
        await owner.PatchAsync<NetworkRecord>(Path, new ChangeNetwork("udp"));
        foreach (var host in hosts) await SayAsync(network, host, ready: true);
        await BecomesAsync(owner, rollout => rollout.Moved == 1);
        await SayAsync(network, hosts[0], ready: false);
        await BecomesAsync(owner, rollout => rollout.State == RolloutState.Returning);
        var settings = (await StreamLog.NetworkAsync(controller.Database, network)).Settings;
        Assert.Equal((NetworkDriver.Udp, null), (settings.Next!.Plane.Driver, (HostId?)settings.Next.MovedThrough));
        foreach (var host in hosts) await SayAsync(network, host, ready: null);
        var ended = await BecomesAsync(owner, rollout => rollout.EndedAt is not null);
        settings = (await StreamLog.NetworkAsync(controller.Database, network)).Settings;
        Assert.Equal((NetworkDriver.Vxlan, null), (settings.Driver, settings.Next));
        Assert.Equal((RolloutState.RolledBack, "v1: no way through"), (ended.State, ended.Reason));
    }

    [Fact]
    public async Task By_hand_too()
    {
        using var owner = await controller.NewTenantAsync("rollout-end");
        var (network, _) = await LinkedAsync(owner);
        await owner.DeleteAsync($"{Path}/rollout");
        await owner.PatchAsync<NetworkRecord>(Path, new ChangeNetwork(Mtu: 1400));
        Assert.Contains("is on its way to the driver vxlan", (await owner.PatchRefusedAsync(Path, new ChangeNetwork("udp"), 409)).Detail, StringComparison.Ordinal);
        await owner.DeleteAsync($"{Path}/rollout");
        Assert.Equal((RolloutState.Returning, "It was ended by hand."), ((await LatestAsync(owner)).State, (await LatestAsync(owner)).Reason));
        Assert.Null((await StreamLog.NetworkAsync(controller.Database, network)).Settings.Next!.MovedThrough);
    }

    [Fact]
    public async Task A_host_that_is_not_linked_or_cannot_is_named_and_nothing_begins()
    {
        using var owner = await controller.NewTenantAsync("rollout-not");
        var (network, hosts) = await LinkedAsync(owner);
        await owner.NewHostAsync("v4", "192.168.124.54", "blue");
        Assert.Contains("v4 is not linked", (await owner.PatchRefusedAsync(Path, new ChangeNetwork("udp"), 409)).Detail, StringComparison.Ordinal);
        await owner.DeleteAsync("/api/v1/hosts/v4");
        await LinkedHosts.LinkAsync(controller, hosts[1], [new(NetworkDriver.Vxlan, "kernel")]);
        Assert.Contains("Host 'v2' cannot", (await owner.PatchRefusedAsync(Path, new ChangeNetwork("udp"), 409)).Detail, StringComparison.Ordinal);
        Assert.Contains("layer 2", (await owner.PatchRefusedAsync(Path, new ChangeNetwork("bridge"), 409)).Detail, StringComparison.Ordinal);
        Assert.Contains("no keys", (await owner.PostRefusedAsync($"{Path}/rotate-keys", 400)).Detail, StringComparison.Ordinal);
        Assert.Null((await StreamLog.NetworkAsync(controller.Database, network)).Settings.Next);
        Assert.Empty(await owner.GetAsync<IReadOnlyList<RolloutRecord>>($"{Path}/rollouts"));
    }

    [Fact]
    public async Task Without_hosts_and_for_nat_it_is_so_at_once()
    {
        using var owner = await controller.NewTenantAsync("rollout-none");
        var made = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var now = await owner.PatchAsync<NetworkRecord>(Path, new ChangeNetwork("bridge", Nat: false, Encrypted: true));
        Assert.Equal((NetworkDriver.Bridge, false, true, made.Vni, 2L), (now.Driver, now.Nat, now.Encrypted, now.Vni, now.Revision));
        Assert.Equal(2L, (await owner.PatchAsync<NetworkRecord>(Path, new ChangeNetwork())).Revision);
    }

    private async Task<(NetworkId Network, HostId[] Hosts)> LinkedAsync(ApiClient owner)
    {
        var network = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        List<HostId> hosts = [];
        for (var n = 1; n <= 3; n++) hosts.Add(await owner.NewHostAsync($"v{n}", $"192.168.124.5{n}", "blue"));
        foreach (var host in hosts) await LinkedHosts.LinkAsync(controller, host, LinkedHosts.All);
        foreach (var host in hosts) await SayAsync(network, host, null);
        return (network, [.. hosts.Order()]);
    }

    // A host that has taken up all that it was told.
    private async Task SayAsync(NetworkId network, HostId host, bool? ready)
    {
        await using var db = controller.Database.Open();
        var stream = StreamName.Of(network);
        var revision = await db.Streams.Where(row => row.Name == stream).Select(row => row.Revision).SingleAsync(TestContext.Current.CancellationToken);
        var next = (await StreamLog.NetworkAsync(controller.Database, network)).Settings.Next;
        NextPlaneReport[] planes = next is null ? [] : [new(network, next.Plane.Vni, ready, ready == false ? "no way through" : null)];
        var at = controller.Clock.GetUtcNow().AddSeconds(++said);
        await ReportWriter.StoreAsync(
            db, [new(host, "link", at, true, "1", "boot", [], [new(stream, revision)], null, NextPlanes: planes)], TestContext.Current.CancellationToken);
    }

    // The keeper looks each second.
    private static async Task<RolloutRecord> BecomesAsync(ApiClient owner, Func<RolloutRecord, bool> holds)
    {
        for (var until = Environment.TickCount64 + 20_000; ; await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            var now = await LatestAsync(owner);
            if (holds(now)) return now;
            Assert.True(Environment.TickCount64 < until, $"it is {now}");
        }
    }

    private static async Task<RolloutRecord> LatestAsync(ApiClient owner) => (await owner.GetAsync<IReadOnlyList<RolloutRecord>>($"{Path}/rollouts"))[0];
}
