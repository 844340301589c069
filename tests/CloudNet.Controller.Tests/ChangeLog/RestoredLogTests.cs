using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Database;
using CloudNet.Controller.Tests.Gateway;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Events;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.ChangeLog;

public sealed class RestoredLogTests(TestDatabase database, PostgresServer server) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task An_agent_that_is_ahead_of_a_restored_database_gets_a_newer_snapshot_and_then_deltas()
    {
        using var host = await TestHost.InNetworkAsync(database);
        var network = StreamName.Of(host.Network);
        await using (var db = database.Open()) Assert.True(await RestoredLog.RaiseAsync(db, default) >= 2);

        await using var app = await GatewayApp.StartAsync(database);
        using var link = await LinkClient.LinkAsync(app.Address, host, new(StreamName.Of(host.Id), 40), new(network, 40));
        var (own, blue) = (await link.ReadAsync<Snapshot>(), await link.ReadAsync<Snapshot>());
        Assert.Equal((StreamName.Of(host.Id), 1 + RestoredLog.Leap), (own.Stream, own.Revision));
        Assert.Equal((network, 1 + RestoredLog.Leap), (blue.Stream, blue.Revision));

        await host.CommitAsync(database, _ => { }, new StreamChange(network, host.Member(host.Id, "v1")));
        Assert.Equal(2 + RestoredLog.Leap, (await link.ReadAsync<Delta>()).To);
    }

    [Fact]
    public async Task What_another_server_numbered_higher_is_read_as_what_was_before()
    {
        await using var restored = await TestDatabase.CreateAsync(server);
        await using var db = restored.Open();
        await db.Database.ExecuteSqlRawAsync("INSERT INTO tenants VALUES (gen_random_uuid(), 'one', now())");
        await db.Database.ExecuteSqlRawAsync($"UPDATE audit SET transaction = {1L << 40}");
        var tenant = (await db.Tenants.SingleAsync()).Id;
        Task<EventPage> ReadAsync() => EventReads.PageAsync(db, tenant, new([]), new(0, 0, default), 10, default, default);
        Assert.Empty((await ReadAsync()).Events);
        await RestoredLog.RaiseAsync(db, default);
        await db.Database.ExecuteSqlRawAsync("UPDATE tenants SET name = 'two'");
        Assert.Equal(["created", "changed"], (await ReadAsync()).Events.Select(found => found.Entry.Action));
    }
}
