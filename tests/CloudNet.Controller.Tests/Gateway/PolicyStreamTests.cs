using System.Collections.Immutable;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Tests.Gateway;

/// <summary>The stream of a network's policies, as an agent follows it.</summary>
public sealed class PolicyStreamTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_host_that_asks_hears_of_the_policies_of_its_network_until_it_leaves()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        var stream = StreamName.OfPolicies(host.Network);
        using var link = await LinkClient.LinkAsync(app.Address, host, new(StreamName.Of(host.Id), 1), new(StreamName.Of(host.Network), 1));
        await link.SendAsync(new Follow(stream, 0));
        Assert.False(((PoliciesView)(await link.ReadAsync<Snapshot>()).View).Any);

        var set = new PolicySet(new(Guid.NewGuid()), new("web", PolicyDirection.Egress, PolicyAction.Deny, 5, ImmutableSortedDictionary<string, string>.Empty.Add("app", "web")));
        await host.CommitAsync(database, _ => { }, new StreamChange(stream, set, new PolicyDefaultsSet(new(PolicyDefault.Deny, PolicyDefault.Allow))));
        var delta = await link.ReadAsync<Delta>();
        Assert.Equal((stream, 1, 2), (delta.Stream, delta.From, delta.To));
        Assert.Equal([set, new PolicyDefaultsSet(new(PolicyDefault.Deny, PolicyDefault.Allow))], delta.Operations);

        await host.CommitAsync(database, db => db.Leases.RemoveRange(db.Leases.Where(row => row.HostId == host.Id)),
            new StreamChange(StreamName.Of(host.Id), new HostNetworkRemoved(host.Network)));
        await link.ReadAsync<Delta>();
        Assert.Equal([StreamName.Of(host.Network), stream], [(await link.ReadAsync<Resync>()).Stream, (await link.ReadAsync<Resync>()).Stream]);
        await link.SendAsync(new Follow(stream, 2));
        Assert.Equal(LinkClose.NotAllowed, await link.ClosedAsync());
    }
}
