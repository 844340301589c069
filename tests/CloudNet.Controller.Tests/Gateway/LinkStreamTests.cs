using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store.ChangeLog;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Gateway;

public sealed class LinkStreamTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_new_agent_gets_its_own_stream_and_the_network_that_it_asks_for_and_then_every_change()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var link = await LinkClient.LinkAsync(app.Address, host);
        var own = await link.ReadAsync<Snapshot>();
        Assert.Equal([host.Network], ((HostView)own.View).Networks);
        await link.SendAsync(new Follow(StreamName.Of(host.Network), 0));
        Assert.Single(((NetworkView)(await link.ReadAsync<Snapshot>()).View).Members);
        await CommitAsync(host);
        var delta = await link.ReadAsync<Delta>();
        Assert.Equal((StreamName.Of(host.Network), 1, 2), (delta.Stream, delta.From, delta.To));
    }

    [Fact]
    public async Task An_agent_that_comes_back_gets_what_it_missed()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        await CommitAsync(host);
        await CommitAsync(host);
        using var link = await LinkClient.LinkAsync(app.Address, host, new(StreamName.Of(host.Id), 1), new(StreamName.Of(host.Network), 1));
        var delta = await link.ReadAsync<Delta>();
        Assert.Equal((1, 3, 2), (delta.From, delta.To, delta.Operations.Count));
    }

    [Fact]
    public async Task A_stream_of_somebody_else_closes_the_link()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var other = await TestHost.InNetworkAsync(database);
        foreach (var foreign in new[]
            {
                StreamName.Of(other.Network), StreamName.OfWorkloads(other.Network), StreamName.OfServices(other.Network),
                    StreamName.OfPolicies(other.Network), StreamName.Of(other.Id),
                StreamName.Of(NetworkId.New(TimeProvider.System)),
            })
        {
            using var link = await LinkClient.LinkAsync(app.Address, host);
            await link.SendAsync(new Follow(foreign, 0));
            Assert.Equal(LinkClose.NotAllowed, await link.ClosedAsync());
        }
    }

    [Fact]
    public async Task A_host_that_leaves_a_network_hears_no_more_of_it()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var link = await LinkClient.LinkAsync(app.Address, host, new(StreamName.Of(host.Id), 1), new(StreamName.Of(host.Network), 1));
        await CommitAsync(host);
        await link.ReadAsync<Delta>();
        await host.CommitAsync(database, _ => { }, new StreamChange(StreamName.Of(host.Id), new HostNetworkRemoved(host.Network)));
        Assert.Equal(StreamName.Of(host.Id), (await link.ReadAsync<Delta>()).Stream);
        await link.ReadAsync<Resync>();
        await CommitAsync(host);
        await host.CommitAsync(database, _ => { }, new StreamChange(StreamName.Of(host.Id), new HostNetworkAdded(host.Network)));
        Assert.Equal(StreamName.Of(host.Id), (await link.ReadAsync<Delta>()).Stream);
    }

    [Fact]
    public async Task News_of_leaving_that_the_bus_repeats_after_the_host_is_back_costs_a_question_and_no_change()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var link = await LinkClient.LinkAsync(app.Address, host, new(StreamName.Of(host.Id), 1), new(StreamName.Of(host.Network), 1));
        await host.CommitAsync(database, _ => { }, new StreamChange(StreamName.Of(host.Id), new HostNetworkRemoved(host.Network)));
        await link.ReadAsync<Delta>();
        Assert.Equal(StreamName.Of(host.Network), (await link.ReadAsync<Resync>()).Stream);
        await link.SendAsync(new Follow(StreamName.Of(host.Network), 1));
        await CommitAsync(host);
        Assert.Equal(StreamName.Of(host.Network), (await link.ReadAsync<Delta>()).Stream);
    }

    [Fact]
    public async Task A_host_that_is_removed_is_told_and_loses_its_link()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var link = await LinkClient.LinkAsync(app.Address, host, new StreamRevision(StreamName.Of(host.Id), 1));
        await host.CommitAsync(database, db =>
        {
            db.Leases.Where(lease => lease.HostId == host.Id).ExecuteDelete();
            db.Hosts.Where(row => row.Id == host.Id).ExecuteDelete();
        }, new StreamChange(StreamName.Of(host.Id), new HostRemoved()));
        Assert.IsType<HostRemoved>(Assert.Single((await link.ReadAsync<Delta>()).Operations));
        Assert.Equal(LinkClose.HostRemoved, await link.ClosedAsync());
    }

    private Task CommitAsync(TestHost host) => host.CommitAsync(
        database, _ => { }, new StreamChange(StreamName.Of(host.Network), host.Member(HostId.New(TimeProvider.System), "v2")));
}
