using CloudNet.Controller.Tests.Database;
using CloudNet.Store.Isolation;
using Npgsql;

namespace CloudNet.Controller.Tests.Isolation;

/// <summary>The migration on a database that has rows already, and with a login that may less than a superuser.</summary>
public sealed class RowLevelSecurityMigrationTests(PostgresServer server)
{
    private const string Before = "20261124180123_Fences";

    // Two tenants, each with a network, a host in it, and what belongs to these; and the streams of what was removed.
    private const string Rows = """
        INSERT INTO tenants SELECT id, 'tenant-' || n, now() FROM tenant;
        INSERT INTO networks (id, tenant_id, name, range, subnet_length, driver, nat, created_at)
            SELECT id, id, 'blue', '10.100.0.0/16', 24, 'Vxlan', true, now() FROM tenant;
        INSERT INTO hosts (id, tenant_id, name, public_key, underlay_address, enrolled_at, problems)
            SELECT id, id, 'v1', n::text::bytea, '192.168.124.51', now(), '{}' FROM tenant;
        INSERT INTO leases (id, network_id, subnet, host_id, epoch, mac) SELECT id, id, '10.100.1.0/24', id, 1, 0 FROM tenant;
        INSERT INTO fences (network_id, subnet, epoch) SELECT id, '10.100.2.0/24', 1 FROM tenant;
        INSERT INTO applied (host_id, stream, revision) SELECT id, 'network/' || id, 1 FROM tenant;
        INSERT INTO streams (name, revision) SELECT kind || id, 1 FROM tenant, unnest('{network/,host/}'::text[]) AS kind;
        INSERT INTO streams (name, revision) VALUES ('host/' || gen_random_uuid(), 2);
        INSERT INTO changes (stream, revision, operations, at, published) SELECT name, revision, '[]', now(), true FROM streams;
        """;

    [Fact]
    public async Task Rows_that_are_there_get_their_tenant_and_keep_it_on_the_way_back_and_forth()
    {
        await using var source = NpgsqlDataSource.Create(server.OwnerConnectionString(await server.EmptyAsync()));
        await Schema.MigrateAsync(source, Before);
        await ExecuteAsync(source, "CREATE TABLE tenant AS SELECT gen_random_uuid() AS id, n FROM generate_series(1, 2) AS n;" + Rows);
        await Schema.MigrateAsync(source);
        await Schema.MigrateAsync(source, Before);
        await Schema.MigrateAsync(source);

        foreach (var (table, key) in new[] { ("leases", "network_id"), ("fences", "network_id"), ("applied", "host_id") })
            Assert.Equal(2, await CountAsync(source, $"SELECT count(*) FROM {table} WHERE tenant_id = {key}"));
        // Each network's workloads have a stream since, its services and its policies, with no change in them yet.
        foreach (var (table, key, count) in new[] { ("streams", "name", 10), ("changes", "stream", 4) })
        {
            Assert.Equal(count, await CountAsync(source, $"SELECT count(*) FROM {table} JOIN tenant ON tenant_id = tenant.id WHERE {key} LIKE '%/' || tenant_id"));
            Assert.Equal(1, await CountAsync(source, $"SELECT count(*) FROM {table} WHERE tenant_id = '{Guid.Empty}' AND revision = 2"));
        }
    }

    [Fact]
    public async Task A_login_that_may_not_make_roles_is_told_what_to_have_done_and_then_works()
    {
        await using var super = NpgsqlDataSource.Create(server.OwnerConnectionString("postgres"));
        await ExecuteAsync(super, "CREATE ROLE humble LOGIN");
        await using var source = NpgsqlDataSource.Create(server.As("humble", await server.EmptyAsync("humble")));
        var fault = await Assert.ThrowsAsync<PostgresException>(() => Schema.MigrateAsync(source));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, fault.SqlState);
        var advice = fault.MessageText[fault.MessageText.LastIndexOf("GRANT", StringComparison.Ordinal)..];
        Assert.Equal($"GRANT {DatabaseRoles.System} TO humble;", advice);

        await ExecuteAsync(super, advice);
        await Schema.MigrateAsync(source);
        await ExecuteAsync(source, "INSERT INTO tenants VALUES (gen_random_uuid(), 'one', now())");
        Assert.Equal(1, await CountAsync(source, "SELECT count(*) FROM tenants"));
        Assert.Equal("owns tables", await ApplicationLogin.ProblemAsync(source, default));
        var told = await Assert.ThrowsAsync<NpgsqlException>(() => ApplicationLogin.EnsureAsync(source, "of_humble", "secret", default));
        Assert.Contains("""CREATE ROLE "of_humble" LOGIN IN ROLE cloudnet_app""", told.Message);
        Assert.DoesNotContain("secret", told.Message);
    }

    [Fact]
    public async Task A_login_with_createrole_needs_nobody()
    {
        await using var super = NpgsqlDataSource.Create(server.OwnerConnectionString("postgres"));
        await ExecuteAsync(super, "CREATE ROLE keeper LOGIN CREATEROLE");
        await using var source = NpgsqlDataSource.Create(server.As("keeper", await server.EmptyAsync("keeper")));
        await Schema.MigrateAsync(source);
        await ApplicationLogin.EnsureAsync(source, "made_by_keeper", "secret", default);
        Assert.Equal(0, await CountAsync(source, "SELECT count(*) FROM networks"));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string statements)
    {
        await using var command = source.CreateCommand(statements);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string query)
    {
        await using var command = source.CreateCommand(query);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
