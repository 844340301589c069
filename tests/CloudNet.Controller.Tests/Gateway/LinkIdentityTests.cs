using System.Net;
using System.Security.Cryptography;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Tests.Gateway;

public sealed class LinkIdentityTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_hello_signed_by_another_key_is_refused()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(LinkClose.NotProven, await TryAsync(app, challenge => LinkClient.Hello(host.Id, stranger, challenge, host.Underlay)));
    }

    [Fact]
    public async Task A_hello_signed_for_an_earlier_challenge_is_refused()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        var (first, earlier) = await LinkClient.OpenAsync(app.Address);
        first.Dispose();
        Assert.Equal(LinkClose.NotProven, await TryAsync(app, _ => LinkClient.Hello(host.Id, host.Key, earlier, host.Underlay)));
    }

    [Fact]
    public async Task A_host_that_was_removed_is_told_so()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        await host.CommitAsync(database, db =>
        {
            db.Leases.RemoveRange(db.Leases.Where(lease => lease.HostId == host.Id));
            db.Hosts.Remove(db.Hosts.Single(row => row.Id == host.Id));
        }, new StreamChange(StreamName.Of(host.Id), new HostRemoved()));
        Assert.Equal(LinkClose.HostRemoved, await TryAsync(app, challenge => LinkClient.Hello(host.Id, host.Key, challenge, host.Underlay)));
    }

    [Fact]
    public async Task A_host_that_was_never_here_is_not_told_that_it_was_removed()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var nobody = HostId.New(TimeProvider.System);
        Assert.Equal(LinkClose.NotProven, await TryAsync(app, challenge => LinkClient.Hello(nobody, key, challenge, IPAddress.Loopback)));
    }

    [Fact]
    public async Task A_protocol_that_is_not_spoken_is_refused_with_those_that_are()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        var closed = await TryAsync(app, challenge => LinkClient.Hello(host.Id, host.Key, challenge, host.Underlay) with { Protocol = 99 });
        Assert.Equal(LinkClose.ProtocolUnknown, closed);
    }

    [Fact]
    public async Task A_second_link_of_a_host_takes_the_place_of_the_first()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var first = await LinkClient.LinkAsync(app.Address, host);
        using var second = await LinkClient.LinkAsync(app.Address, host);
        Assert.Equal(LinkClose.Replaced, await first.ClosedAsync());
        Assert.Equal(1, app.Gateway.Links);
    }

    [Fact]
    public async Task A_host_that_is_elsewhere_than_stored_is_moved_before_it_is_served()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        var (client, challenge) = await LinkClient.OpenAsync(app.Address);
        await client.SendAsync(LinkClient.Hello(host.Id, host.Key, challenge, IPAddress.Parse("192.168.124.99")));
        await client.ReadAsync<Welcome>();
        Assert.Equal((host.Id, IPAddress.Parse("192.168.124.99")), Assert.Single(app.Moves));
        client.Dispose();
    }

    private static async Task<LinkClose?> TryAsync(GatewayApp app, Func<Challenge, Hello> hello)
    {
        var (client, challenge) = await LinkClient.OpenAsync(app.Address);
        await client.SendAsync(hello(challenge));
        using (client) return await client.ClosedAsync();
    }
}
