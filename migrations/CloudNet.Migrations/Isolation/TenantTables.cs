using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CloudNet.Migrations.Isolation;

/// <summary>
/// Row-level security of a table, for the migration that makes it: one line for each table that belongs to tenants, and one for
/// each that does not. A table that gets neither is refused to the controller.
/// </summary>
internal static class TenantTables
{
    private const string All = "SELECT, INSERT, UPDATE, DELETE";

    /// <summary>A tenant sees and writes its own rows alone; the system all.</summary>
    /// <param name="builder">The migration.</param>
    /// <param name="table">The table.</param>
    /// <param name="tenant">Its column that holds the tenant.</param>
    /// <param name="may">What a tenant may do with its rows.</param>
    public static void BelongsToTenants(this MigrationBuilder builder, string table, string tenant = "tenant_id", string may = All)
    {
        // Forced, so that the owner is held to it too. In a sub-select the tenant is read once a query, not once a row.
        builder.Sql($"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
            CREATE POLICY tenant ON {table} TO {DatabaseRoles.Tenant} USING ({tenant} = (SELECT {CurrentTenant.Sql}));
            CREATE POLICY system ON {table} TO {DatabaseRoles.System} USING (true);
            GRANT {may} ON {table} TO {DatabaseRoles.Tenant};
            GRANT {All} ON {table} TO {DatabaseRoles.System};
            """);
    }

    /// <summary>No tenant's: the controller's login may use it by itself, and a tenant's transaction may not.</summary>
    /// <param name="builder">The migration.</param>
    /// <param name="table">The table.</param>
    /// <param name="may">What the controller may do with it.</param>
    public static void BelongsToNoTenant(this MigrationBuilder builder, string table, string may = All) =>
        builder.Sql($"GRANT {may} ON {table} TO {DatabaseRoles.Application}, {DatabaseRoles.System}");

    /// <summary>Takes both back.</summary>
    public static void BelongsToNobody(this MigrationBuilder builder, string table) => builder.Sql($"""
        DROP POLICY IF EXISTS tenant ON {table};
        DROP POLICY IF EXISTS system ON {table};
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
        REVOKE ALL ON {table} FROM {DatabaseRoles.Tenant}, {DatabaseRoles.System}, {DatabaseRoles.Application};
        """);
}
