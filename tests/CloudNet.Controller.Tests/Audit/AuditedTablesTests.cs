using CloudNet.Controller.Tests.Database;
using CloudNet.Controller.Tests.Isolation;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Audit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CloudNet.Controller.Tests.Audit;

/// <summary>What the database says of itself: a table or a column that is added later is told in the log, or is named here.</summary>
public sealed class AuditedTablesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    // They follow from what is told, or from what hosts measure: nobody's doing.
    private static readonly string[] NotTold =
    [
        "address_history", "applied", "audit", "changes", "failing_checks", "fences", "free_ranges", "host_ranges", "idempotency_keys", "next_planes",
        "path_history", "paths", "policy_counts", "reclaimed", "streams",
        "webhook_deliveries",
    ];

    // Keys of what is told, times of it, and what hosts report every few seconds. Bytes are hashes and keys, and are never told.
    private static readonly string[] ColumnsNotTold =
    [
        "api_tokens.created_at", "api_tokens.id", "api_tokens.last_used_at", "enrolment_keys.created_at", "enrolment_keys.id", "enrolment_keys.used",
        "hosts.agent_version", "hosts.boot_id", "hosts.contended_at", "hosts.contended_since", "hosts.contenders", "hosts.drivers",
        "hosts.enrolled_at", "hosts.id",
        "hosts.last_seen_at", "hosts.linked_at", "hosts.linked_to", "hosts.machine", "hosts.problems", "hosts.ranges_cut", "hosts.warnings",
        "invitations.created_at", "invitations.id", "leases.family", "leases.id", "leases.mac", "members.since", "network_ranges.id",
        "networks.created_at", "networks.id", "networks.next", "networks.preshared_key", "networks.wire_vni", "networks.workloads_full",
        "pins.created_at", "pins.family", "pins.id", "pins.subnet", "policies.created_at", "policies.id",
        "port_mappings.created_at", "port_mappings.id",
        "rollouts.began_at", "rollouts.ended_at", "rollouts.id", "rollouts.moved_through", "rollouts.revision", "rollouts.since",
        "services.created_at", "services.id",
        "tenants.created_at", "tenants.id", "webhooks.claimed_by", "webhooks.claimed_until",
        "webhooks.created_at", "webhooks.entry", "webhooks.failed", "webhooks.failing_since", "webhooks.id", "webhooks.next_at",
        "webhooks.previous_until", "webhooks.reason", "webhooks.transaction",
        "workload_addresses.host_id", "workload_addresses.id",
        "workload_addresses.network_id", "workload_addresses.workload_id", "workloads.attached_at", "workloads.draining", "workloads.id",
    ];

    [Fact]
    public async Task Every_table_of_tenants_is_told_or_is_known_not_to_be() => Assert.Equal(
        (await OwnedTable.AllAsync(database)).Select(table => table.Name).Order(StringComparer.Ordinal),
        NotTold.Concat(await TextsAsync("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'audit'")).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_column_of_these_is_told_or_is_known_not_to_be() => Assert.Equal(
        ColumnsNotTold,
        (await TextsAsync("""
            SELECT tgrelid::regclass || '.' || attname FROM pg_trigger JOIN pg_attribute ON attrelid = tgrelid
            WHERE tgname = 'audit' AND attnum > 0 AND NOT attisdropped AND atttypid <> 'bytea'::regtype AND attname <> 'tenant_id'
                AND NOT ':' || attname || '\000' = ANY (SELECT ':' || split_part(arg, ':', 2) || '\000'
                    FROM unnest(string_to_array(encode(tgargs, 'escape'), '\000')) AS arg)
            """)).Order(StringComparer.Ordinal));

    [Fact]
    public async Task No_column_of_bytes_is_told() => Assert.Empty(await TextsAsync("""
        SELECT tgrelid::regclass || '.' || attname FROM pg_trigger JOIN pg_attribute ON attrelid = tgrelid
        WHERE tgname = 'audit' AND attnum > 0 AND atttypid = 'bytea'::regtype AND encode(tgargs, 'escape') LIKE '%:' || attname || '\\000%'
        """));

    // 4, 8 and 16 are the bits of insert, delete and update.
    [Fact]
    public async Task What_is_added_changed_and_removed_is_told_once_and_alike() => Assert.Empty(await TextsAsync("""
        SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname IN ('audit', 'audit_added')
        GROUP BY tgrelid HAVING sum(tgtype & 28) <> 28 OR bit_or(tgtype & 28) <> 28 OR count(DISTINCT tgargs) <> 1
        """));

    [Theory]
    [InlineData("INSERT INTO audit SELECT * FROM audit")]
    [InlineData("UPDATE audit SET actor_name = 'nobody'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("TRUNCATE audit")]
    [InlineData("ALTER TABLE tenants DISABLE TRIGGER audit")]
    public async Task The_controller_cannot_write_the_log(string statement)
    {
        await using var system = database.Store().ForSystem();
        await using var tenant = database.Store().ForTenant(TenantId.New(TimeProvider.System));
        foreach (var db in new[] { system, tenant })
            Assert.Equal(
                PostgresErrorCodes.InsufficientPrivilege,
                (await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(statement))).SqlState);
    }

    [Fact]
    public async Task A_change_of_which_nobody_says_whose_it_is_is_refused()
    {
        await using (var db = database.Store().ForSystem())
        {
            db.Tenants.Add(new() { Id = TenantId.New(TimeProvider.System), Name = "forgotten", CreatedAt = DateTimeOffset.UnixEpoch });
            var fault = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            Assert.Contains("begin a Deed", fault.InnerException!.Message);
        }
        using var deed = Deed.OfSystem("Test").Begin();
        await using (var db = database.Store().ForSystem())
        {
            db.Tenants.Add(new() { Id = TenantId.New(TimeProvider.System), Name = "remembered", CreatedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync();
            Assert.Equal(["Test remembered"], await db.Audit.Where(row => row.Operation == "Test").Select(row => row.Operation + " " + row.SubjectName).ToListAsync());
        }
    }

    [Fact]
    public async Task Who_changes_rows_by_hand_is_told_too_and_so_is_a_controller_from_before_the_log()
    {
        await TextsAsync("INSERT INTO tenants VALUES (gen_random_uuid(), 'by-hand', now())");
        await TextsAsync("""
            BEGIN; SET LOCAL ROLE cloudnet_system; INSERT INTO tenants VALUES (gen_random_uuid(), 'by-old', now()); COMMIT
            """);
        var login = new NpgsqlConnectionStringBuilder(database.Source.ConnectionString).Username;
        Assert.Equal(
            [$"database {login} Insert by-hand", "unknown unknown unknown by-old"],
            await TextsAsync("""
                SELECT concat_ws(' ', actor_kind, actor_name, operation, subject_name) FROM audit WHERE subject_name LIKE 'by-%' ORDER BY id
                """));
    }

    private async Task<IReadOnlyList<string>> TextsAsync(string query)
    {
        await using var ask = database.Source.CreateCommand(query);
        await using var reader = await ask.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync()) texts.Add(reader.GetString(0));
        return texts;
    }
}
