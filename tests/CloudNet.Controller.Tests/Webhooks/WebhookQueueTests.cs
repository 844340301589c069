using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Webhooks;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store;
using CloudNet.Store.Tables;
using CloudNet.Store.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Webhooks;

/// <summary>Whose turn it is, where no controller is at it.</summary>
public sealed class WebhookQueueTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(20_000);

    private TestDatabase? database;
    private long claims;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync(server);

    public ValueTask DisposeAsync() => database!.DisposeAsync();

    [Fact]
    public async Task Of_one_tenant_a_few_have_a_turn_at_once_however_many_wait()
    {
        await AddAsync("greedy", 9, Now.AddHours(-1));
        await AddAsync("modest", 2, Now);
        var first = await ClaimAsync(Now, 16, until: found => found.Count == WebhookQueue.MostOfTenant + 2);
        Assert.Equal([2, WebhookQueue.MostOfTenant], first.CountBy(row => row.TenantId).Select(of => of.Value).Order());
        Assert.Empty(await ClaimAsync(Now, 16, first));
        var greedy = first.Where(row => row.NextAt < Now).ToList();
        await using var db = database!.Store().ForSystem();
        await WebhookQueue.ReleaseAsync(db, greedy[0], Now, default);
        var next = Assert.Single(await ClaimAsync(Now, 16, first.Except(greedy[..1])));
        Assert.DoesNotContain(next.Id, first.Select(row => row.Id));
    }

    [Fact]
    public async Task Who_had_a_turn_comes_after_those_that_wait()
    {
        await AddAsync("one", 1, Now.AddSeconds(-20));
        await AddAsync("other", 1, Now.AddSeconds(-10));
        var order = new List<WebhookId>();
        await using var db = database!.Store().ForSystem();
        for (var turn = 0; turn < 4; turn++)
        {
            var claimed = (await ClaimAsync(Now.AddSeconds(turn), 1, until: found => found.Count == 1)).Single();
            order.Add(claimed.Id);
            await WebhookQueue.ReleaseAsync(db, claimed, Now.AddSeconds(turn), default);
        }
        Assert.Equal([order[0], order[1], order[0], order[1]], order);
        Assert.NotEqual(order[0], order[1]);
    }

    [Fact]
    public async Task A_claim_that_ended_moves_nothing_also_where_the_same_replica_has_the_next()
    {
        await AddAsync("slow", 1, Now);
        var slow = (await ClaimAsync(Now, 1, until: found => found.Count == 1)).Single();
        Assert.Empty(await ClaimAsync(Now.AddMinutes(1), 1, [slow]));
        var next = (await ClaimAsync(Now.AddMinutes(1), 1, until: found => found.Count == 1)).Single();
        await using var db = database!.Store().ForSystem();
        Assert.True(await WebhookQueue.MoveAsync(db, next, new(7, 7, Now), Now.AddMinutes(2), default));
        Assert.False(await WebhookQueue.MoveAsync(db, slow, new(3, 3, Now), Now.AddMinutes(2), default));
        await WebhookQueue.ReleaseAsync(db, slow, Now, default);
        await using var look = database.Open();
        var row = await look.Webhooks.SingleAsync();
        Assert.Equal((7, 7, next.ClaimedBy), (row.Transaction, row.Entry, row.ClaimedBy));
    }

    private async Task AddAsync(string tenant, int webhooks, DateTimeOffset nextAt)
    {
        await using var db = database!.Open();
        var id = TenantId.New(TimeProvider.System);
        db.Tenants.Add(new() { Id = id, Name = tenant, CreatedAt = Now });
        for (var at = 0; at < webhooks; at++)
            db.Webhooks.Add(new()
            {
                Id = WebhookId.New(TimeProvider.System), TenantId = id, Url = WebhookSteps.Nowhere, Enabled = true, CreatedAt = Now, NextAt = nextAt,
            });
        await db.SaveChangesAsync();
    }

    // What other tests write on the same server may hold the first events back for a moment.
    private async Task<IReadOnlyList<WebhookRow>> ClaimAsync(
        DateTimeOffset now, int most, IEnumerable<WebhookRow>? busy = null, Func<IReadOnlyList<WebhookRow>, bool>? until = null)
    {
        await using var db = database!.Store().ForSystem();
        if (until is not null) await VisibleAsync(db);
        var found = await WebhookQueue.ClaimAsync(db, $"replica/{++claims}", [.. (busy ?? []).Select(row => row.Id)], now, now.AddSeconds(30), most, default);
        Assert.True(until is null || until(found), $"{found.Count} were claimed");
        return found;
    }

    private static async Task VisibleAsync(CloudNetDb db)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await db.Database.SqlQuery<bool>($"""
            SELECT EXISTS (SELECT FROM audit WHERE transaction >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint) AS "Value"
            """).SingleAsync(patience.Token)) await Task.Delay(50, patience.Token);
    }
}
