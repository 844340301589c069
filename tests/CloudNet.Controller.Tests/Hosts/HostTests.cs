using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Gateway;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Hosts;

public sealed class HostTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task A_host_is_shown_with_what_was_measured_of_it()
    {
        using var owner = await controller.NewTenantAsync("shown");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var id = await owner.NewHostAsync("v1", "192.168.124.51", "blue");

        Assert.Equal((HostLinkState.NeverSeen, null), State(await owner.GetAsync<HostRecord>("/api/v1/hosts/v1")));
        await using var db = controller.Database.Open();
        var row = await db.Hosts.SingleAsync(host => host.Id == id);
        (row.LinkedTo, row.LastSeenAt, row.AgentVersion, row.Problems) = ("replica/1", controller.Clock.GetUtcNow(), "0.1.0", ["no route"]);
        db.Applied.Add(new AppliedRow { HostId = id, TenantId = row.TenantId, Stream = StreamName.Of(network.Id), Revision = 2 });
        await db.SaveChangesAsync();

        var host = await owner.GetAsync<HostRecord>($"/api/v1/hosts/{id}");
        Assert.Equal((HostLinkState.Linked, "0.1.0"), State(host));
        Assert.Equal(["no route"], host.Problems);
        var lease = Assert.Single(host.Leases);
        Assert.Equal((2L, 2L, true), (lease.AppliedRevision!.Value, lease.Revision, lease.InSync));
        await owner.NewHostAsync("v2", "192.168.124.52", "blue");
        Assert.False(Assert.Single((await owner.GetAsync<HostRecord>("/api/v1/hosts/v1")).Leases).InSync);
        controller.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HostLinkState.Down, (await owner.ListAsync<HostRecord>("/api/v1/hosts"))[0].Link);
    }

    [Fact]
    public async Task Removing_a_host_tells_its_peers_and_ends_its_stream()
    {
        using var owner = await controller.NewTenantAsync("removed");
        var blue = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var red = await owner.NewNetworkAsync("red", "10.101.0.0/16");
        await owner.ReserveAsync("red", "v1", "10.101.7.0/24");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue", "red");
        var v2 = await owner.NewHostAsync("v2", "192.168.124.52", "blue", "red");

        await owner.DeleteAsync("/api/v1/hosts/v1");
        await owner.GetRefusedAsync($"/api/v1/hosts/{v1}", 404);
        await owner.DeleteRefusedAsync($"/api/v1/hosts/{v1}", 404);
        Assert.Equal([v2], (await StreamLog.NetworkAsync(controller.Database, blue.Id)).Members.Keys);
        Assert.Equal([v2], (await StreamLog.NetworkAsync(controller.Database, red.Id)).Members.Keys);
        Assert.True((await owner.NetworkAsync("red")).Leases.Single(lease => lease.HostName == "v1").Reserved);
        var last = (await StreamLog.OfAsync(controller.Database, StreamName.Of(v1)))[^1];
        Assert.Equal(new HashSet<ViewOperation> { new HostNetworkRemoved(blue.Id), new HostNetworkRemoved(red.Id) }, last.SkipLast(1).ToHashSet());
        Assert.Equal(new HostRemoved(), last[^1]);
    }

    [Fact]
    public async Task A_removed_host_enrols_anew_with_the_same_key_pair_as_another_host()
    {
        using var owner = await controller.NewTenantAsync("anew");
        using var host = new TestHost("v1", "192.168.124.51");
        var key = await owner.NewKeyAsync(2);
        var first = await owner.PostAsync<Contracts.Enrolment.EnrolledHost>("/agent/v1/enrol", host.Request(key));
        await owner.DeleteAsync("/api/v1/hosts/v1");

        Assert.NotEqual(first.HostId, (await owner.PostAsync<Contracts.Enrolment.EnrolledHost>("/agent/v1/enrol", host.Request(key))).HostId);
    }

    [Fact]
    public async Task A_host_that_moved_is_told_of_in_each_of_its_networks()
    {
        using var owner = await controller.NewTenantAsync("moved");
        var blue = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var red = await owner.NewNetworkAsync("red", "10.101.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue", "red");
        var changes = controller.Services.GetRequiredService<IHostChanges>();
        var address = IPAddress.Parse("192.168.124.151");

        Assert.Null(await changes.MovedAsync(v1, address, CancellationToken.None));
        Assert.Null(await changes.MovedAsync(v1, address, CancellationToken.None)); // nothing new
        Assert.Equal(address, (await StreamLog.NetworkAsync(controller.Database, blue.Id)).Members[v1].Underlay);
        Assert.Equal(address, (await StreamLog.NetworkAsync(controller.Database, red.Id)).Members[v1].Underlay);
        Assert.Equal((3L, 3L), ((await owner.NetworkAsync("blue")).Revision, (await owner.NetworkAsync("red")).Revision));
    }

    [Fact]
    public async Task An_address_that_cannot_be_is_refused_and_changes_nothing()
    {
        using var owner = await controller.NewTenantAsync("unmoved");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await owner.NewHostAsync("v2", "192.168.124.52");
        var changes = controller.Services.GetRequiredService<IHostChanges>();

        Assert.Contains("'v2'", await changes.MovedAsync(v1, IPAddress.Parse("192.168.124.52"), CancellationToken.None));
        Assert.Contains("'blue'", await changes.MovedAsync(v1, IPAddress.Parse("10.100.3.3"), CancellationToken.None));
        Assert.Contains("loopback", await changes.MovedAsync(v1, IPAddress.Loopback, CancellationToken.None));
        Assert.NotNull(await changes.MovedAsync(v1, IPAddress.Parse("fd00::1"), CancellationToken.None));
        Assert.NotNull(await changes.MovedAsync(HostId.New(TimeProvider.System), IPAddress.Parse("192.168.124.60"), CancellationToken.None));
        Assert.Equal(IPAddress.Parse("192.168.124.51"), (await owner.GetAsync<HostRecord>("/api/v1/hosts/v1")).UnderlayAddress);
    }

    private static (HostLinkState, string?) State(HostRecord host) => (host.Link, host.AgentVersion);
}
