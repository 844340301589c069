using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Webhooks;
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
        var (tenant, sent) = (await db.Tenants.Select(row => row.Id).SingleAsync(), await db.Audit.MaxAsync(row => row.Id));
        db.Webhooks.Add(new()
        {
            Id = WebhookId.New(TimeProvider.System), TenantId = tenant, CreatedAt = DateTimeOffset.UnixEpoch, SecretSince = DateTimeOffset.UnixEpoch,
            NextAt = DateTimeOffset.UnixEpoch, Transaction = 1L << 40, Entry = sent,
        });
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync($"UPDATE audit SET transaction = {1L << 40}");
        Task<EventPage> ReadAsync() => EventReads.PageAsync(db, tenant, new([]), new(0, 0, default), 10, default, default);
        Assert.Empty((await ReadAsync()).Events);
        await RestoredLog.RaiseAsync(db, default);
        await db.Database.ExecuteSqlRawAsync("UPDATE tenants SET name = 'two'");
        // Transactions of other databases of the server hold the last one back.
        var page = await ReadAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (; page.IsHeldBack; page = await ReadAsync()) await Task.Delay(50, patience.Token);
        Assert.Equal(
            ["tenant created", "webhook created", "tenant changed"], page.Events.Select(found => $"{found.Entry.Kind} {found.Entry.Action}"));
        var webhook = await db.Webhooks.AsNoTracking().SingleAsync();
        Assert.Equal((0, sent), (webhook.Transaction, webhook.Entry));
    }
}
