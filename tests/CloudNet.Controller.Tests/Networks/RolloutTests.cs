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
    private const string Path = RolloutRig.Path;
    private readonly RolloutRig rig = new(controller);

    [Fact]
    public async Task It_takes_each_step_when_the_hosts_have_taken_the_one_before()
    {
        using var owner = await controller.NewTenantAsync("rollout");
        var (network, hosts) = await rig.LinkedAsync(owner);
        var begun = await owner.PatchAsync<NetworkRecord>(Path, new ChangeNetwork("wireguard", Mtu: 1380));
        Assert.Equal(NetworkDriver.Vxlan, begun.Driver);
        var view = await StreamLog.NetworkAsync(controller.Database, network);
        Assert.Equal((NetworkDriver.Wireguard, 51820, 1380, 1, null), (
            view.Settings.Next!.Plane.Driver, view.Settings.Next.Plane.Port, view.Settings.Next.Plane.Mtu, view.Settings.Next.Plane.KeyGeneration,
            (HostId?)view.Settings.Next.MovedThrough));
        Assert.NotEqual(view.Settings.Vni, view.Settings.Next.Plane.Vni);

        await rig.SayAsync(network, hosts[0], ready: true);
        await rig.SayAsync(network, hosts[1], ready: true);
        var waits = await RolloutRig.BecomesAsync(owner, rollout => rollout.Waiting.Count == 1);
        Assert.Equal((RolloutState.Preparing, "v3", 0), (waits.State, waits.Waiting[0].Host, waits.Moved));
        await rig.SayAsync(network, hosts[2], ready: true);
        for (var moved = 1; moved <= 3; moved++)
        {
            waits = await RolloutRig.BecomesAsync(owner, rollout => rollout.Moved >= moved);
            Assert.Equal((RolloutState.Moving, moved, 3), (waits.State, waits.Moved, waits.Waiting.Count));
            foreach (var host in hosts) await rig.SayAsync(network, host, ready: true);
        }
        await RolloutRig.BecomesAsync(owner, rollout => rollout.State == RolloutState.Done);
        var after = (await StreamLog.NetworkAsync(controller.Database, network)).Settings;
        Assert.Equal((view.Settings.Next.Plane, null, view.Settings.Vni), (after.Plane, after.Next, after.Vni));
        Assert.Equal(NetworkDriver.Wireguard, (await owner.NetworkAsync("blue")).Driver);
    }

    [Fact]
    public async Task Where_a_host_cannot_all_go_back_before_anything_is_taken_down()
    {
        using var owner = await controller.NewTenantAsync("rollout-back");
        var (network, hosts) = await rig.LinkedAsync(owner);
        await owner.PatchAsync<NetworkRecord>(Path, new ChangeNetwork("udp"));
        foreach (var host in hosts) await rig.SayAsync(network, host, ready: true);
        await RolloutRig.BecomesAsync(owner, rollout => rollout.Moved == 1);
        await rig.SayAsync(network, hosts[0], ready: false);
        await RolloutRig.BecomesAsync(owner, rollout => rollout.State == RolloutState.Returning);
        var settings = (await StreamLog.NetworkAsync(controller.Database, network)).Settings;
        Assert.Equal((NetworkDriver.Udp, null), (settings.Next!.Plane.Driver, (HostId?)settings.Next.MovedThrough));
        foreach (var host in hosts) await rig.SayAsync(network, host, ready: null);
        var ended = await RolloutRig.BecomesAsync(owner, rollout => rollout.EndedAt is not null);
        settings = (await StreamLog.NetworkAsync(controller.Database, network)).Settings;
        Assert.Equal((NetworkDriver.Vxlan, null), (settings.Driver, settings.Next));
        Assert.Equal((RolloutState.RolledBack, "v1: no way through"), (ended.State, ended.Reason));
    }

    [Fact]
    public async Task By_hand_too()
    {
        using var owner = await controller.NewTenantAsync("rollout-end");
        var (network, _) = await rig.LinkedAsync(owner);
        await owner.DeleteAsync($"{Path}/rollout");
        await owner.PatchAsync<NetworkRecord>(Path, new ChangeNetwork(Mtu: 1400));
        Assert.Contains("is on its way to the driver vxlan", (await owner.PatchRefusedAsync(Path, new ChangeNetwork("udp"), 409)).Detail, StringComparison.Ordinal);
        await owner.DeleteAsync($"{Path}/rollout");
        Assert.Equal((RolloutState.Returning, "It was ended by hand."), await RolloutRig.StateAsync(owner));
        Assert.Null((await StreamLog.NetworkAsync(controller.Database, network)).Settings.Next!.MovedThrough);
        // Nobody says that it has gone back, and nobody is waited for any longer.
        await owner.DeleteAsync($"{Path}/rollout");
        Assert.Equal((RolloutState.RolledBack, "It was ended by hand."), await RolloutRig.StateAsync(owner));
        Assert.Null((await StreamLog.NetworkAsync(controller.Database, network)).Settings.Next);
    }

    /// <summary>What it said before the others moved is no word about now.</summary>
    [Fact]
    public async Task That_a_host_is_ready_counts_as_of_the_step_before_the_next()
    {
        using var owner = await controller.NewTenantAsync("rollout-stale");
        var (network, hosts) = await rig.LinkedAsync(owner);
        await owner.PatchAsync<NetworkRecord>(Path, new ChangeNetwork("udp"));
        foreach (var host in hosts) await rig.SayAsync(network, host, ready: true);
        await RolloutRig.BecomesAsync(owner, rollout => rollout.Moved == 1);
        foreach (var host in hosts[..2]) await rig.SayAsync(network, host, ready: true);
        await rig.SayAsync(network, hosts[2], ready: true, stale: true);
        var waits = await RolloutRig.BecomesAsync(owner, rollout => rollout.Waiting.Count == 1);
        Assert.Equal((RolloutState.Moving, 1, "v3"), (waits.State, waits.Moved, waits.Waiting[0].Host));
        await rig.SayAsync(network, hosts[2], ready: true);
        await RolloutRig.BecomesAsync(owner, rollout => rollout.Moved > 1);
    }

    [Fact]
    public async Task A_host_that_is_not_linked_or_cannot_is_named_and_nothing_begins()
    {
        using var owner = await controller.NewTenantAsync("rollout-not");
        var (network, hosts) = await rig.LinkedAsync(owner);
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
    public async Task Rotating_keys_makes_another_pre_shared_key_too()
    {
        using var owner = await controller.NewTenantAsync("rollout-shared");
        var asked = new CreateNetwork("blue", "10.100.0.0/16", Driver: "wireguard", Preshared: true);
        var network = (await owner.PostAsync<NetworkRecord>("/api/v1/networks", asked, 201)).Id;
        var host = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await LinkedHosts.LinkAsync(controller, host, LinkedHosts.All);
        var before = (await StreamLog.NetworkAsync(controller.Database, network)).Settings;
        Assert.True((await owner.PostAsync<NetworkRecord>($"{Path}/rotate-keys")).Next!.Preshared);
        var during = (await StreamLog.NetworkAsync(controller.Database, network)).Settings;
        Assert.Equal((before.PresharedKey, 2), (during.PresharedKey, during.Next!.Plane.KeyGeneration));
        Assert.NotEqual(before.PresharedKey, during.Next.PresharedKey);
        for (var step = 0; step < 2; step++)
        {
            await rig.SayAsync(network, host, ready: true);
            await RolloutRig.BecomesAsync(owner, rollout => rollout.Moved > step || rollout.EndedAt is not null);
        }
        var after = (await StreamLog.NetworkAsync(controller.Database, network)).Settings;
        Assert.Equal((during.Next.PresharedKey, null), (after.PresharedKey, after.Next));
        Assert.False((await owner.PatchAsync<NetworkRecord>(Path, new ChangeNetwork("udp"))).Next!.Preshared);
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
}
