using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Tests.Gateway;

/// <summary>The stream of a network's services, as an agent follows it.</summary>
public sealed class ServiceStreamTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_host_that_asks_hears_of_the_services_of_its_network_until_it_leaves()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        var stream = StreamName.OfServices(host.Network);
        using var link = await LinkClient.LinkAsync(app.Address, host, new(StreamName.Of(host.Id), 1), new(StreamName.Of(host.Network), 1));
        await link.SendAsync(new Follow(stream, 0));
        Assert.Empty(((ServicesView)(await link.ReadAsync<Snapshot>()).View).Services);

        var set = new ServiceSet(new(Guid.NewGuid()), new("web", [IPAddress.Parse("10.100.0.17")], [new(80, 8080)], ImmutableSortedDictionary<string, string>.Empty.Add("app", "web")));
        await host.CommitAsync(database, _ => { }, new StreamChange(stream, set));
        var delta = await link.ReadAsync<Delta>();
        Assert.Equal((stream, 1, 2), (delta.Stream, delta.From, delta.To));
        Assert.Equal(set, Assert.Single(delta.Operations));

        await host.CommitAsync(database, db => db.Leases.RemoveRange(db.Leases.Where(row => row.HostId == host.Id)),
            new StreamChange(StreamName.Of(host.Id), new HostNetworkRemoved(host.Network)));
        await link.ReadAsync<Delta>();
        // Of the workloads it never asked, and is told nothing.
        Assert.Equal([StreamName.Of(host.Network), stream], [(await link.ReadAsync<Resync>()).Stream, (await link.ReadAsync<Resync>()).Stream]);
        await link.SendAsync(new Follow(stream, 2));
        Assert.Equal(LinkClose.NotAllowed, await link.ClosedAsync());
    }
}
