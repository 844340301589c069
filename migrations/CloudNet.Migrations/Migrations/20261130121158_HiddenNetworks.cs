using System;
using CloudNet.Migrations.Audit;
using CloudNet.Migrations.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <inheritdoc />
    public partial class HiddenNetworks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "hidden_networks",
                columns: table => new
                {
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    host_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "current_tenant()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hidden_networks", x => new { x.network_id, x.host_id });
                    table.ForeignKey(
                        name: "fk_hidden_networks_hosts_host_id_tenant_id",
                        columns: x => new { x.host_id, x.tenant_id },
                        principalTable: "hosts",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_hidden_networks_networks_network_id_tenant_id",
                        columns: x => new { x.network_id, x.tenant_id },
                        principalTable: "networks",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_hidden_networks_host_id_tenant_id",
                table: "hidden_networks",
                columns: new[] { "host_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_hidden_networks_network_id_tenant_id",
                table: "hidden_networks",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.BelongsToTenants("hidden_networks");
            migrationBuilder.Audits("hidden_networks", "hidden-network", "host_id", "", "+network_id", "+host_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "hidden_networks");
        }
    }
}
