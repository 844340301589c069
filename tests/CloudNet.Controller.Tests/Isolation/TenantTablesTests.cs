using CloudNet.Controller.Tests.Database;
using CloudNet.Store.Isolation;

namespace CloudNet.Controller.Tests.Isolation;

/// <summary>What the database says of its tables: one that is added later without its policies fails here.</summary>
public sealed class TenantTablesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    // People may belong to several tenants; the cookies' keys are the controller's; the last one is that of the schema itself.
    private static readonly string[] NoTenants =
    [
        "data_protection_keys", "migrations", "recovery_codes", "used_codes", "user_claims", "user_logins", "user_tokens", "users",
    ];

    [Fact]
    public async Task Every_table_belongs_to_tenants_or_is_known_to_belong_to_none() => Assert.Equal(
        NoTenants.Concat((await OwnedTable.AllAsync(database)).Select(table => table.Name)).Order(StringComparer.Ordinal),
        (await TextsAsync("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')"))
            .Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_table_of_tenants_is_under_row_level_security_also_for_its_owner()
    {
        var owned = await OwnedTable.AllAsync(database);
        Assert.True(owned.Count >= 12, $"only {owned.Count} tables");
        Assert.Equal(owned.Select(table => table.Name), await TextsAsync("""
            SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity ORDER BY relname
            """));
    }

    [Fact]
    public async Task It_has_the_two_policies_and_no_other()
    {
        var expected = (await OwnedTable.AllAsync(database)).SelectMany(table => new[]
        {
            $"{table.Name}: {DatabaseRoles.System} true",
            $"{table.Name}: {DatabaseRoles.Tenant} ({table.Column} = ( SELECT current_tenant() AS current_tenant))",
        });
        Assert.Equal(expected, await TextsAsync("""
            SELECT tablename || ': ' || array_to_string(roles, ',') || ' ' || qual FROM pg_policies
            WHERE cmd = 'ALL' AND permissive = 'PERMISSIVE' AND with_check IS NULL AND tablename <> 'users' ORDER BY tablename, policyname
            """));
        Assert.Equal(["0"], await TextsAsync("""
            SELECT count(*)::text FROM pg_policies
            WHERE NOT (cmd = 'ALL' AND permissive = 'PERMISSIVE' AND with_check IS NULL) AND tablename <> 'users'
            """));
    }

    [Fact]
    public async Task Of_people_a_tenant_sees_the_names_of_its_members() => Assert.Equal(
        [
            $"everybody {DatabaseRoles.Application},{DatabaseRoles.System} ALL true",
            $"members {DatabaseRoles.Tenant} SELECT (id IN ( SELECT members.user_id FROM members))",
            "id,normalized_user_name,user_name",
        ],
        [
            .. await TextsAsync("""
                SELECT policyname || ' ' || array_to_string(roles, ',') || ' ' || cmd || ' ' || regexp_replace(qual, '\s+', ' ', 'g')
                FROM pg_policies WHERE tablename = 'users' ORDER BY policyname
                """),
            .. await TextsAsync($"""
                SELECT string_agg(attname, ',' ORDER BY attname) FROM pg_attribute
                WHERE attrelid = 'users'::regclass AND attnum > 0 AND has_column_privilege('{DatabaseRoles.Tenant}', attrelid, attnum, 'SELECT')
                """),
        ]);

    [Fact]
    public async Task Its_rows_have_a_tenant_and_point_to_no_other_tenants_rows()
    {
        Assert.Empty(await TextsAsync("""
            SELECT attrelid::regclass::text FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            WHERE attname = 'tenant_id' AND NOT attnotnull AND relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
            """));
        // Foreign keys are checked past the policies, so each one between tables of tenants has the tenant in it.
        Assert.Empty(await TextsAsync("""
            SELECT conname FROM pg_constraint WHERE contype = 'f' AND confrelid <> 'tenants'::regclass
                AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = confrelid AND attname = 'tenant_id')
                AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey) AND attname = 'tenant_id')
            """));
    }

    [Fact]
    public async Task Each_role_reaches_its_own_tables_alone()
    {
        var owned = (await OwnedTable.AllAsync(database)).Select(table => table.Name).ToArray();
        Assert.Equal(NoTenants, await ReachedAsync(ApplicationLogin.Name));
        Assert.Equal(owned, await ReachedAsync(DatabaseRoles.Tenant));
        Assert.Equal(owned.Concat(NoTenants).Order(StringComparer.Ordinal), await ReachedAsync(DatabaseRoles.System));
    }

    private async Task<IEnumerable<string>> ReachedAsync(string role) => (await TextsAsync($"""
        SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
            AND has_table_privilege('{role}', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
        """)).Order(StringComparer.Ordinal);

    private async Task<IReadOnlyList<string>> TextsAsync(string query)
    {
        await using var ask = database.Source.CreateCommand(query);
        await using var reader = await ask.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync()) texts.Add(reader.GetString(0));
        return texts;
    }
}
