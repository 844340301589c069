using Microsoft.EntityFrameworkCore.Migrations;

namespace CloudNet.Migrations.Migrations;

/// <summary>What EF Core has no word for: the database refuses overlaps by itself, whatever the code does.</summary>
public partial class Constraints : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE EXTENSION IF NOT EXISTS btree_gist");
        migrationBuilder.Sql("ALTER TABLE networks ADD CONSTRAINT ex_networks_range EXCLUDE USING gist (tenant_id WITH =, range inet_ops WITH &&)");
        migrationBuilder.Sql("ALTER TABLE leases ADD CONSTRAINT ex_leases_subnet EXCLUDE USING gist (network_id WITH =, subnet inet_ops WITH &&)");
        migrationBuilder.Sql("CREATE UNIQUE INDEX ix_hosts_tenant_id_underlay_address ON hosts (tenant_id, underlay_address)");
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP INDEX ix_hosts_tenant_id_underlay_address");
        migrationBuilder.Sql("ALTER TABLE leases DROP CONSTRAINT ex_leases_subnet");
        migrationBuilder.Sql("ALTER TABLE networks DROP CONSTRAINT ex_networks_range");
    }
}
