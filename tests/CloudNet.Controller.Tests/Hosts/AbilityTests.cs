using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Gateway;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Hosts;

/// <summary>What hosts say that they can build networks by: kept, shown, heeded where they join, and their keys told to their peers.</summary>
public sealed class AbilityTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private static readonly Abilities Able = new([new(NetworkDriver.Vxlan, "kernel"), new(NetworkDriver.Wireguard, "kernel")], [new(1, Key(1))]);
    private static readonly Abilities Unable =
        new([new(NetworkDriver.Vxlan, "kernel"), new(NetworkDriver.Wireguard, null, "this host has no WireGuard")], []);

    [Fact]
    public async Task Keys_are_told_in_the_networks_that_use_them_and_in_no_other()
    {
        using var owner = await controller.NewTenantAsync("keys");
        var blue = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var secret = await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("secret", "10.101.0.0/16", Encrypted: true), 201);
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue", "secret");
        await SayAsync(v1, Able);
        await SayAsync(v1, Able); // nothing new

        Assert.True((await StreamLog.NetworkAsync(controller.Database, blue.Id)).Members[v1].Keys.IsDefault);
        Assert.Equal([new(1, Key(1))], (await StreamLog.NetworkAsync(controller.Database, secret.Id)).Members[v1].Keys);
        Assert.Equal((2L, 3L), ((await owner.NetworkAsync("blue")).Revision, (await owner.NetworkAsync("secret")).Revision));
        Assert.Equal(Able.Drivers, (await owner.GetAsync<HostRecord>("/api/v1/hosts/v1")).Drivers);

        await SayAsync(v1, Able with { Keys = [new(1, Key(1)), new(2, Key(2))] });
        Assert.Equal(2, (await StreamLog.NetworkAsync(controller.Database, secret.Id)).Members[v1].Keys.Length);
    }

    [Fact]
    public async Task A_host_joins_with_the_keys_that_it_has()
    {
        using var owner = await controller.NewTenantAsync("joins");
        var secret = await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("secret", "10.101.0.0/16", Driver: "wireguard"), 201);
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51");
        await SayAsync(v1, Able);
        await owner.JoinAsync("secret", "v1");
        Assert.Equal([new(1, Key(1))], (await StreamLog.NetworkAsync(controller.Database, secret.Id)).Members[v1].Keys);
    }

    [Fact]
    public async Task A_host_that_cannot_build_a_network_is_refused_with_its_own_words()
    {
        using var owner = await controller.NewTenantAsync("cannot");
        await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("secret", "10.101.0.0/16", Encrypted: true), 201);
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51");
        await using (var db = controller.Database.Open())
            await db.Hosts.Where(host => host.Id == v1).ExecuteUpdateAsync(set => set.SetProperty(host => host.AgentVersion, "0.1.0"));
        await SayAsync(v1, Unable);

        var refusal = await owner.PutRefusedAsync("/api/v1/networks/secret/hosts/v1", 409);
        Assert.Equal("Host 'v1' cannot be in network 'secret': this host has no WireGuard", refusal.Detail);
        await owner.JoinAsync("blue", "v1");
        await SayAsync(v1, Able);
        await owner.JoinAsync("secret", "v1");
    }

    [Fact]
    public async Task A_vni_is_the_tenants_own_and_one_given_by_itself_is_free()
    {
        using var owner = await controller.NewTenantAsync("vnis");
        using var other = await controller.NewTenantAsync("vnis-too");
        var asked = await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("asked", "10.90.0.0/16"), 201);
        var next = await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("next", "10.91.0.0/16", Vni: asked.Vni + 1), 201);
        var given = await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("given", "10.92.0.0/16"), 201);
        Assert.Equal((asked.Vni + 1, asked.Vni + 2), (next.Vni, given.Vni));
        Assert.Equal(asked.Vni, (await other.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("same", "10.90.0.0/16", Vni: asked.Vni), 201)).Vni);
        var user = await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("user", "10.93.0.0/16", Driver: "udp"), 201);
        Assert.Equal((4789, 8285), (given.Port, user.Port));
    }

    private static WireguardKey Key(byte n) => WireguardKey.Parse(Convert.ToBase64String(Enumerable.Repeat(n, 32).ToArray()), null);

    private Task SayAsync(HostId host, Abilities abilities) =>
        controller.Services.GetRequiredService<IHostChanges>().AbleAsync(host, abilities, CancellationToken.None);
}
