using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Leases;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Reads;
using CloudNet.Store.Reports;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Leases;

/// <summary>What becomes of leases whose holders are not heard of: a day to live, a day of grace, and what is there for who returns.</summary>
public sealed partial class ReclaimTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private static readonly IPNetwork First = IPNetwork.Parse("10.100.1.0/24");

    [Fact]
    public async Task A_lease_expires_is_shown_is_taken_back_and_its_host_gets_another_when_it_returns()
    {
        var owner = await controller.NewTenantAsync("expires");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.ReserveAsync("blue", "kept", "10.100.2.0/24");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.1", "blue");
        await owner.NewHostAsync("kept", "192.168.124.2", "blue");
        Assert.Empty(await ExpiringAsync(owner));

        owner = await LaterAsync("expires", 2);
        var silent = Assert.Single(await ExpiringAsync(owner)); // the reserved one has no end
        Assert.Equal(("v1", First, false), (silent.HostName, silent.Subnet, silent.Reclaimed));
        Assert.Equal((TimeSpan.FromHours(24), TimeSpan.FromHours(24)), (silent.ExpiresAt - silent.LastHeardAt, silent.ReclaimAt - silent.ExpiresAt));
        Assert.Equal(0, (await PoolAsync(owner)).Reclaimable);
        owner = await LaterAsync("expires", 23);
        var pool = await PoolAsync(owner);
        Assert.Equal((2, 1), (pool.Held, pool.Reclaimable));

        owner = await LaterAsync("expires", 24);
        await HearAnotherAsync(owner);
        await UntilAsync(async () => (await ExpiringAsync(owner)).Single().Reclaimed);
        Assert.Equal(["kept"], (await owner.NetworkAsync("blue")).Leases.Select(lease => lease.HostName));
        await using (var db = controller.Database.Open()) // its agent is told: the host's stream says that it is out
            Assert.Empty(((HostView)(await ViewReads.ReadAsync(db, StreamName.Of(v1), default))!.View).Networks);
        var v3 = await owner.NewHostAsync("v3", "192.168.124.3", "blue");
        Assert.Equal((First, 2L), Lease(await owner.NetworkAsync("blue"), v3));

        await HearAsync(v1);
        await UntilAsync(async () => (await ExpiringAsync(owner)).Count == 0);
        Assert.Equal((IPNetwork.Parse("10.100.3.0/24"), 1L), Lease(await owner.NetworkAsync("blue"), v1));
    }

    [Fact]
    public async Task Who_returns_before_another_took_it_has_the_same_subnet_at_a_higher_epoch()
    {
        var owner = await controller.NewTenantAsync("returns");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.1", "blue");
        owner = await LaterAsync("returns", 49);
        await HearAnotherAsync(owner);
        await UntilAsync(async () => (await ExpiringAsync(owner)).Single().Reclaimed);
        await HearAsync(v1);
        await UntilAsync(async () => (await ExpiringAsync(owner)).Count == 0);
        Assert.Equal((First, 2L), Lease(await owner.NetworkAsync("blue"), v1));
    }

    [Fact]
    public async Task Who_left_does_not_return_and_who_is_heard_of_in_between_keeps_its_lease()
    {
        var owner = await controller.NewTenantAsync("between");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.1", "blue");
        var v2 = await owner.NewHostAsync("v2", "192.168.124.2", "blue");
        var tenant = (await TenantAsync("between")).Id;
        owner = await LaterAsync("between", 30);
        await HearAsync(v2);
        Assert.False(await controller.Services.GetRequiredService<ReclaimCommands>().ReclaimAsync(tenant, v2, network.Id, default));
        owner = await LaterAsync("between", 20);
        await HearAsync(v2);
        await UntilAsync(async () => (await ExpiringAsync(owner)).Any(lease => lease.Reclaimed && lease.HostName == "v1"));
        Assert.Equal([v2], (await owner.NetworkAsync("blue")).Leases.Select(lease => lease.HostId!.Value));

        await owner.LeaveAsync("blue", "v1");
        Assert.DoesNotContain(await ExpiringAsync(owner), lease => lease.HostName == "v1");
        await HearAsync(v1);
        Assert.True((await controller.Services.GetRequiredService<ReclaimCommands>().ReturnAsync(tenant, v1, network.Id, default)).IsRefused(out _, out _));
    }

    [Fact]
    public async Task Nothing_is_taken_back_from_a_tenant_none_of_whose_hosts_is_heard_of()
    {
        var owner = await controller.NewTenantAsync("silence");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.1", "blue");
        var (tenant, reclaims) = ((await TenantAsync("silence")).Id, controller.Services.GetRequiredService<ReclaimCommands>());
        owner = await LaterAsync("silence", 24 * 30);
        Assert.False(await reclaims.ReclaimAsync(tenant, v1, network.Id, default));
        Assert.False(Assert.Single(await ExpiringAsync(owner)).Reclaimed);
        await HearAnotherAsync(owner);
        await UntilAsync(async () => (await ExpiringAsync(owner)).Single().Reclaimed);
    }

    private async Task HearAnotherAsync(ApiClient owner) => await HearAsync(await owner.NewHostAsync("another", "192.168.124.200"));

    // A sign-in ends long before a lease does.
    private Task<ApiClient> LaterAsync(string tenant, int hours)
    {
        controller.Clock.Advance(TimeSpan.FromHours(hours));
        return controller.AdminAsync(tenant);
    }

    private async Task<TenantRow> TenantAsync(string name)
    {
        await using var db = controller.Database.Open();
        return await db.Tenants.SingleAsync(row => row.Name == name);
    }

    private static (IPNetwork, long) Lease(NetworkRecord network, HostId host) =>
        network.Leases.Where(lease => lease.HostId == host).Select(lease => (lease.Subnet, lease.Epoch)).Single();

    private static Task<IReadOnlyList<ExpiringLeaseRecord>> ExpiringAsync(ApiClient owner) =>
        owner.GetAsync<IReadOnlyList<ExpiringLeaseRecord>>("/api/v1/expiring-leases");

    private static async Task<FamilyPoolRecord> PoolAsync(ApiClient owner) =>
        Assert.Single((await owner.GetAsync<PoolRecord>("/api/v1/networks/blue/pool")).Pools);

    private async Task HearAsync(HostId host)
    {
        await using var db = controller.Database.Open();
        await ReportWriter.StoreAsync(db, [new(host, "link", controller.Clock.GetUtcNow(), true, "1", "boot", null, null, null)], default);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds()) await Task.Delay(100, limit.Token);
    }
}
