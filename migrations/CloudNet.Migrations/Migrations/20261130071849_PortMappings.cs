using System;
using System.Net;
using CloudNet.Migrations.Audit;
using CloudNet.Migrations.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Ports of hosts that lead to workloads.</summary>
    public partial class PortMappings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "port_mappings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "current_tenant()"),
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    host_id = table.Column<Guid>(type: "uuid", nullable: false),
                    protocol = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    first_port = table.Column<int>(type: "integer", nullable: false),
                    last_port = table.Column<int>(type: "integer", nullable: false),
                    host_address = table.Column<IPAddress>(type: "inet", nullable: true),
                    workload = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    target_port = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_port_mappings", x => x.id);
                    table.ForeignKey(
                        name: "fk_port_mappings_hosts_host_id_tenant_id",
                        columns: x => new { x.host_id, x.tenant_id },
                        principalTable: "hosts",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_port_mappings_networks_network_id_tenant_id",
                        columns: x => new { x.network_id, x.tenant_id },
                        principalTable: "networks",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_port_mappings_host_id_tenant_id",
                table: "port_mappings",
                columns: new[] { "host_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_port_mappings_network_id_host_id",
                table: "port_mappings",
                columns: new[] { "network_id", "host_id" });

            migrationBuilder.CreateIndex(
                name: "ix_port_mappings_network_id_tenant_id",
                table: "port_mappings",
                columns: new[] { "network_id", "tenant_id" });

            // EF Core has no such constraint. Its index also finds those of a host.
            migrationBuilder.Sql("""
                ALTER TABLE port_mappings ADD CONSTRAINT ex_port_mappings_ports
                    EXCLUDE USING gist (host_id WITH =, protocol WITH =, int4range(first_port, last_port, '[]') WITH &&)
                """);
            migrationBuilder.BelongsToTenants("port_mappings");
            migrationBuilder.Audits(
                "port_mappings", "port-mapping", "id", "workload", "+network_id", "+host_id", "protocol", "first_port", "last_port", "host_address", "workload",
                "target_port");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "port_mappings");
        }
    }
}
