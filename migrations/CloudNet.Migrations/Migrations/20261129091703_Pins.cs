using System;
using System.Net;
using CloudNet.Migrations.Audit;
using CloudNet.Migrations.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Addresses that are kept for workloads.</summary>
    public partial class Pins : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "pins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "current_tenant()"),
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subnet = table.Column<IPNetwork>(type: "cidr", nullable: false),
                    address = table.Column<IPAddress>(type: "inet", nullable: false),
                    family = table.Column<int>(type: "integer", nullable: false, computedColumnSql: "family(address)", stored: true),
                    workload = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pins", x => x.id);
                    table.ForeignKey(
                        name: "fk_pins_networks_network_id_tenant_id",
                        columns: x => new { x.network_id, x.tenant_id },
                        principalTable: "networks",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_pins_network_id_tenant_id",
                table: "pins",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pins_network_id_workload_family",
                table: "pins",
                columns: new[] { "network_id", "workload", "family" },
                unique: true);

            // EF Core has no order for addresses, nor for ranges.
            migrationBuilder.Sql("CREATE UNIQUE INDEX ix_pins_network_id_address ON pins (network_id, address)");
            migrationBuilder.Sql("CREATE INDEX ix_pins_network_id_subnet ON pins (network_id, subnet)");
            migrationBuilder.BelongsToTenants("pins");
            migrationBuilder.Audits("pins", "pin", "id", "workload", "+network_id", "+address", "workload");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pins");
        }
    }
}
