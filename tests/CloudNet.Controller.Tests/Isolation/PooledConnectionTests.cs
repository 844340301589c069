using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Events;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CloudNet.Controller.Tests.Isolation;

/// <summary>One connection and one context, used by one after another: what the first was is not left to the second.</summary>
public sealed class PooledConnectionTests : IClassFixture<TestDatabase>, IAsyncDisposable
{
    private static readonly TenantId Tenant = TenantId.New(TimeProvider.System);
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    public PooledConnectionTests(TestDatabase database)
    {
        this.database = database;
        services = Services(prepare: 0);
    }

    private CloudNetStore Store => services.GetRequiredService<CloudNetStore>();

    public static TheoryData<string> Uses =>
        ["a lone read", "a lone change", "a save", "a commit", "an end without commit", "a faulty read", "a fault", "a fault in a transaction"];

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task Whoever_comes_next_is_nobody(string use)
    {
        foreach (var open in new[] { Store.ForSystem, () => Store.ForTenant(Tenant) })
        {
            await using (var db = open()) await UseAsync(db, use);
            await IsNobodyAsync();
        }
    }

    [Fact]
    public async Task A_scope_holds_for_each_command_and_for_the_whole_transaction()
    {
        await using var db = Store.ForTenant(Tenant);
        Assert.Equal((DatabaseRoles.Tenant, Tenant.ToString()), await WhoAsync(db));
        await using (await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead))
        {
            Assert.Equal((DatabaseRoles.Tenant, Tenant.ToString()), await WhoAsync(db));
            Assert.Equal((DatabaseRoles.Tenant, Tenant.ToString()), await WhoAsync(db));
        }
        Assert.Equal((DatabaseRoles.Tenant, Tenant.ToString()), await WhoAsync(db));
        await using var system = Store.ForSystem();
        Assert.Equal((DatabaseRoles.System, ""), await WhoAsync(system));
    }

    [Fact]
    public async Task A_statement_that_was_prepared_for_one_shows_another_its_own()
    {
        await using var prepares = Services(prepare: 50);
        var (store, other) = (prepares.GetRequiredService<CloudNetStore>(), TenantId.New(TimeProvider.System));
        await using (var db = store.ForTenant(other)) await SaveAsync(db, other);
        for (var time = 0; time < 12; time++) // a plan is kept for good from the sixth on
        {
            await using (var db = store.ForTenant(other)) Assert.Equal([other], await db.Streams.Select(row => row.TenantId).ToListAsync());
            await using (var db = store.ForTenant(TenantId.New(TimeProvider.System))) Assert.Empty(await db.Streams.Select(row => row.TenantId).ToListAsync());
            await using (var db = store.ForSystem()) Assert.Contains(other, await db.Streams.Select(row => row.TenantId).ToListAsync());
        }
    }

    [Fact]
    public async Task What_is_done_without_waiting_is_nobodys_too()
    {
        // The scope is put on asynchronous commands only: the others are refused, and see nothing.
        await using var db = Store.ForTenant(Tenant);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.Throws<PostgresException>(() => db.Networks.Count()).SqlState);
    }

    [Fact]
    public async Task Who_listened_and_who_led_leave_nothing_behind()
    {
        var source = services.GetRequiredService<NpgsqlDataSource>();
        await (await EventWakeUps.ListenAsync(source, default)).DisposeAsync();
        await (await ChangeLogLeader.TryLeadAsync(source, default))!.DisposeAsync();
        await using var ask = source.CreateCommand("""
            SELECT (SELECT count(*) FROM pg_listening_channels()) + (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())
            """);
        Assert.Equal(0L, await ask.ExecuteScalarAsync());
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    // Nothing is reset between two uses: a connection is left with whatever was not undone.
    private ServiceProvider Services(int prepare)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            MaxPoolSize = 1, NoResetOnClose = true, MaxAutoPrepare = prepare, AutoPrepareMinUsages = 2,
        }.ConnectionString;
        return new ServiceCollection().AddStore(_ => NpgsqlDataSource.Create(connection)).BuildServiceProvider();
    }

    private static async Task UseAsync(CloudNetDb db, string use)
    {
        if (use.Contains("transaction") || use.Contains("commit")) await db.Database.BeginTransactionAsync();
        if (use.Contains("change")) await db.Networks.ExecuteDeleteAsync();
        else if (use == "a faulty read")
            await Assert.ThrowsAsync<PostgresException>(() => db.Database.SqlQuery<int>($"SELECT 1 / 0 AS \"Value\"").SingleAsync());
        else if (use.Contains("fault")) await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync($"SELECT 1 / 0"));
        else if (use.Contains("save")) await SaveAsync(db, Tenant);
        else Assert.Equal(0, await db.Networks.CountAsync());
        if (use == "a commit") await db.Database.CommitTransactionAsync();
    }

    private static async Task SaveAsync(CloudNetDb db, TenantId tenant)
    {
        db.Streams.Add(new() { Name = Contracts.Views.StreamName.Of(Contracts.Hosts.HostId.New(TimeProvider.System)), TenantId = tenant });
        Assert.Equal(1, await db.SaveChangesAsync());
    }

    private async Task IsNobodyAsync()
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CloudNetDb>();
        Assert.Equal((ApplicationLogin.Name, ""), await WhoAsync(db));
        Assert.Equal(0, await db.Users.CountAsync());
        var fault = await Assert.ThrowsAsync<PostgresException>(() => db.Networks.CountAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, fault.SqlState);
    }

    private static async Task<(string Role, string Tenant)> WhoAsync(CloudNetDb db)
    {
        var who = await db.Database.SqlQuery<string>(
            $"SELECT current_user || '/' || coalesce(current_setting({CurrentTenant.Setting}, true), '') AS \"Value\"").SingleAsync();
        var parts = who.Split('/');
        return (parts[0], parts[1]);
    }
}
