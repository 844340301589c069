using System;
using CloudNet.Migrations.Audit;
using CloudNet.Migrations.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Health checks of services, what became of them, hosts that are away, services that are names alone, and ports of hosts that lead to others.</summary>
    public partial class HealthChecks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_services_addresses",
                table: "services");

            migrationBuilder.AddColumn<bool>(
                name: "draining",
                table: "workloads",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "has_host_ports",
                table: "services",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "headless",
                table: "services",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "health_check",
                table: "services",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<Guid[]>(
                name: "hosts",
                table: "services",
                type: "uuid[]",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "away_since",
                table: "hosts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "failing_checks",
                columns: table => new
                {
                    host_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workload_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_failing_checks", x => new { x.host_id, x.workload_id, x.service_id });
                    table.ForeignKey(
                        name: "fk_failing_checks_workloads_host_id_workload_id_tenant_id",
                        columns: x => new { x.host_id, x.workload_id, x.tenant_id },
                        principalTable: "workloads",
                        principalColumns: new[] { "host_id", "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_services_network_id",
                table: "services",
                column: "network_id",
                filter: "has_host_ports");

            migrationBuilder.AddCheckConstraint(
                name: "ck_services_addresses",
                table: "services",
                sql: "headless = (ipv4 IS NULL AND ipv6 IS NULL)");

            migrationBuilder.CreateIndex(
                name: "ix_failing_checks_host_id_workload_id_tenant_id",
                table: "failing_checks",
                columns: new[] { "host_id", "workload_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_failing_checks_service_id",
                table: "failing_checks",
                column: "service_id");

            migrationBuilder.BelongsToTenants("failing_checks");
            migrationBuilder.Audits(
                "services", "service", "id", "name", "+network_id", "name", "ipv4", "ipv6", "ports", "selector", "backends", "algorithm", "weight_label",
                "affinity_seconds", "local_only", "health_check", "headless",
                "has_host_ports", "hosts");
            migrationBuilder.Audits(
                "hosts", "host", "id", "name", "name", "underlay_address", "machine_id", "labels", "link_refused", "wireguard_keys", "away_since");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Audits("hosts", "host", "id", "name", "name", "underlay_address", "machine_id", "labels", "link_refused", "wireguard_keys");
            // Without an address it cannot be told of any more.
            migrationBuilder.Sql("ALTER TABLE services DISABLE TRIGGER audit; DELETE FROM services WHERE headless; ALTER TABLE services ENABLE TRIGGER audit");
            migrationBuilder.Audits(
                "services", "service", "id", "name", "+network_id", "name", "ipv4", "ipv6", "ports", "selector", "backends", "algorithm", "weight_label",
                "affinity_seconds", "local_only");

            migrationBuilder.DropTable(
                name: "failing_checks");

            migrationBuilder.DropIndex(
                name: "ix_services_network_id",
                table: "services");

            migrationBuilder.DropCheckConstraint(
                name: "ck_services_addresses",
                table: "services");

            migrationBuilder.DropColumn(
                name: "draining",
                table: "workloads");

            migrationBuilder.DropColumn(
                name: "has_host_ports",
                table: "services");

            migrationBuilder.DropColumn(
                name: "headless",
                table: "services");

            migrationBuilder.DropColumn(
                name: "health_check",
                table: "services");

            migrationBuilder.DropColumn(
                name: "hosts",
                table: "services");

            migrationBuilder.DropColumn(
                name: "away_since",
                table: "hosts");

            migrationBuilder.AddCheckConstraint(
                name: "ck_services_addresses",
                table: "services",
                sql: "ipv4 IS NOT NULL OR ipv6 IS NOT NULL");
        }
    }
}
