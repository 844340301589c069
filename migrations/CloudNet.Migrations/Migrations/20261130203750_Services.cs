using System;
using System.Net;
using CloudNet.Migrations.Audit;
using CloudNet.Migrations.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Services of networks, how many a tenant may have, and the stream of each network that tells of them.</summary>
    public partial class Services : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_quotas_limits",
                table: "quotas");

            migrationBuilder.AddColumn<int>(
                name: "services",
                table: "quotas",
                type: "integer",
                nullable: false,
                defaultValue: 10000);

            migrationBuilder.CreateTable(
                name: "services",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "current_tenant()"),
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    ipv4 = table.Column<IPAddress>(type: "inet", nullable: true),
                    ipv6 = table.Column<IPAddress>(type: "inet", nullable: true),
                    ports = table.Column<string>(type: "jsonb", nullable: false),
                    selector = table.Column<string>(type: "jsonb", nullable: false),
                    backends = table.Column<string>(type: "jsonb", nullable: true),
                    algorithm = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    weight_label = table.Column<string>(type: "text", nullable: true),
                    affinity_seconds = table.Column<int>(type: "integer", nullable: true),
                    local_only = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services", x => x.id);
                    table.CheckConstraint("ck_services_addresses", "ipv4 IS NOT NULL OR ipv6 IS NOT NULL");
                    table.CheckConstraint("ck_services_families", "family(ipv4) = 4 AND family(ipv6) = 6");
                    table.ForeignKey(
                        name: "fk_services_networks_network_id_tenant_id",
                        columns: x => new { x.network_id, x.tenant_id },
                        principalTable: "networks",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_quotas_limits",
                table: "quotas",
                sql: "hosts >= 0 AND networks >= 0 AND workloads >= 0 AND services >= 0");

            migrationBuilder.CreateIndex(
                name: "ix_services_network_id_created_at_id",
                table: "services",
                columns: new[] { "network_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_services_network_id_name",
                table: "services",
                columns: new[] { "network_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_network_id_name_id",
                table: "services",
                columns: new[] { "network_id", "name", "id" })
                .Annotation("Relational:Collation", new[] { "", "C", "" });

            migrationBuilder.CreateIndex(
                name: "ix_services_network_id_tenant_id",
                table: "services",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_services_tenant_id",
                table: "services",
                column: "tenant_id");

            // EF Core has no order for addresses. They also find the highest that is given.
            migrationBuilder.Sql("CREATE UNIQUE INDEX ix_services_network_id_ipv4 ON services (network_id, ipv4)");
            migrationBuilder.Sql("CREATE UNIQUE INDEX ix_services_network_id_ipv6 ON services (network_id, ipv6)");
            migrationBuilder.BelongsToTenants("services");
            migrationBuilder.Audits(
                "services", "service", "id", "name", "+network_id", "name", "ipv4", "ipv6", "ports", "selector", "backends", "algorithm", "weight_label",
                "affinity_seconds", "local_only");
            migrationBuilder.Audits("quotas", "quotas", "tenant_id", "", "hosts", "networks", "workloads", "services");
            // Revision 1 has what there is: nothing; nobody has it yet.
            migrationBuilder.Sql("""
                INSERT INTO streams (name, tenant_id, revision) SELECT 'services/' || id, tenant_id, 1 FROM networks ON CONFLICT DO NOTHING;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DELETE FROM changes WHERE stream LIKE 'services/%';
                DELETE FROM streams WHERE name LIKE 'services/%';
                """);
            migrationBuilder.Audits("quotas", "quotas", "tenant_id", "", "hosts", "networks", "workloads");

            migrationBuilder.DropTable(
                name: "services");

            migrationBuilder.DropCheckConstraint(
                name: "ck_quotas_limits",
                table: "quotas");

            migrationBuilder.DropColumn(
                name: "services",
                table: "quotas");

            migrationBuilder.AddCheckConstraint(
                name: "ck_quotas_limits",
                table: "quotas",
                sql: "hosts >= 0 AND networks >= 0 AND workloads >= 0");
        }
    }
}
