using CloudNet.Contracts.Tenants;
using CloudNet.Store;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Database;

public sealed class TestDatabaseTests(PostgresServer server)
{
    [Fact]
    public async Task Database_has_the_schema_of_this_version()
    {
        await using var database = await TestDatabase.CreateAsync(server);
        await using var db = database.Open();

        Assert.True(await SchemaVersion.IsReachedAsync(db, TestContext.Current.CancellationToken));
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task What_one_writes_another_does_not_see()
    {
        await using var one = await TestDatabase.CreateAsync(server);
        await using var other = await TestDatabase.CreateAsync(server);
        await using var write = one.Open();
        await using var read = other.Open();

        write.Tenants.Add(new TenantRow { Id = TenantId.New(TimeProvider.System), Name = "acme", CreatedAt = TimeProvider.System.GetUtcNow() });
        await write.SaveChangesAsync();

        Assert.Equal(1, await write.Tenants.CountAsync());
        Assert.Equal(0, await read.Tenants.CountAsync());
    }
}
