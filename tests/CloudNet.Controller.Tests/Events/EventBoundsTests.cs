using System.Diagnostics;
using CloudNet.Controller.Events;
using CloudNet.Controller.Settings;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CloudNet.Controller.Tests.Events;

/// <summary>How many streams there may be, how long they are silent, and how they end.</summary>
public sealed class EventBoundsTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task A_tenant_has_so_many_streams_and_an_ended_one_makes_room()
    {
        using var owner = await controller.NewTenantAsync("bounded");
        using var other = await controller.NewTenantAsync("bounded-not");
        await using var replica = await controller.ReplicaAsync(("Events:StreamsPerTenant", "2"));
        using var here = replica.Here(owner);
        using var there = replica.Here(other);
        await using var first = await EventReader.OpenAsync(here, "?kind=network");
        await using (await EventReader.OpenAsync(here)) Assert.Contains("bounded", (await here.GetRefusedAsync("/api/v1/events", 429)).Detail);
        await using var others = await EventReader.OpenAsync(there);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while ((await here.SendAsync("GET", "/api/v1/events", null)).Status == 429) await Task.Delay(50, patience.Token);
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        Assert.Equal(["network.created blue"], await first.ReadAsync(1));
    }

    [Fact]
    public async Task A_stream_in_which_nothing_happens_shows_that_it_lives()
    {
        using var owner = await controller.NewTenantAsync("silent");
        await using var replica = await controller.ReplicaAsync(("Events:Heartbeat", "00:00:01"));
        using var here = replica.Here(owner);
        using var body = new StreamReader(await here.Http.GetStreamAsync("/api/v1/events"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        Assert.StartsWith("retry: ", await body.ReadLineAsync(patience.Token));
        var beats = 0;
        while (beats < 2) if (await body.ReadLineAsync(patience.Token) == ":") beats++;
        Assert.StartsWith("id: ", await body.ReadLineAsync(patience.Token));
    }

    [Fact]
    public async Task A_controller_that_stops_does_not_wait_for_them()
    {
        using var owner = await controller.NewTenantAsync("stopped");
        var replica = await controller.ReplicaAsync();
        using var here = replica.Here(owner);
        await using var reader = await EventReader.OpenAsync(here);
        var watch = Stopwatch.StartNew();
        var end = reader.ReadAsync();
        await replica.DisposeAsync();
        Assert.Null(await end);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"it took {watch.Elapsed}");
    }

    [Fact]
    public async Task A_transaction_that_still_runs_holds_back_what_came_after_it_and_no_longer()
    {
        using var owner = await controller.NewTenantAsync("held");
        await using var reader = await EventReader.OpenAsync(owner, "?kind=network,enrolment-key");
        var blockade = await Blockade.OfAsync(controller.Database, """
            INSERT INTO enrolment_keys (id, tenant_id, name, hash, uses, used, created_at, expires_at, networks)
            SELECT gen_random_uuid(), id, 'older', sha256('older'), 1, 0, now(), now(), '{}' FROM tenants WHERE name = 'held'
            """);
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var next = reader.ReadAsync();
        Assert.NotSame(next, await Task.WhenAny(next, Task.Delay(500)));
        await blockade.ReleaseAsync(waiting: 0, commit: true);
        await blockade.DisposeAsync();
        Assert.Equal("enrolment-key.created", (await next)!.Name);
        Assert.Equal(["network.created blue"], await reader.ReadAsync(1));
    }

    [Fact]
    public async Task A_page_is_found_by_the_index_in_the_streams_order_also_behind_the_wall()
    {
        using var owner = await controller.NewTenantAsync("indexed");
        await using var db = controller.Database.Open();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO audit (tenant_id, at, transaction, actor_kind, actor_name, origin, operation, action, kind, subject_id, subject_name)
            SELECT id, now(), n / 10, 'user', 'busy', 'api', 'JoinNetwork', 'created', 'lease', gen_random_uuid(), n::text
            FROM tenants, generate_series(1, 20000) AS n WHERE name = 'indexed'
            """);
        await db.Database.ExecuteSqlAsync($"ANALYZE audit");
        var tenant = (await db.Tenants.SingleAsync(row => row.Name == "indexed")).Id;
        await using var own = controller.Database.Store().ForTenant(tenant);
        await using var transaction = await own.Database.BeginTransactionAsync();
        await using var explain = own.Database.GetDbConnection().CreateCommand();
        explain.CommandText = $"""
            EXPLAIN SELECT * FROM audit WHERE tenant_id = '{tenant}' AND transaction < 100000 AND (transaction, id) > (1900, 0)
            ORDER BY transaction, id LIMIT 200
            """;
        var plan = new List<string>();
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(0));
        Assert.Contains("Index Scan using ix_audit_tenant_id_transaction_id", string.Join('\n', plan));
        Assert.DoesNotContain("Sort", string.Join('\n', plan));
    }

    [Theory]
    [InlineData("Events:StreamsPerTenant", "0")]
    [InlineData("Events:Heartbeat", "00:10:00")]
    public void A_bound_that_makes_no_sense_is_refused_at_the_start(string setting, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();
        Assert.Contains(setting.Replace(":", "__"), Assert.Throws<SettingException>(() => EventTerms.Of(settings)).Message);
    }
}
