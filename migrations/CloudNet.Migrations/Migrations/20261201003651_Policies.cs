using System;
using CloudNet.Migrations.Audit;
using CloudNet.Migrations.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Policies of networks, what becomes of what none matches, what they have matched, and the stream of each network that tells of them.</summary>
    public partial class Policies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "policies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "current_tenant()"),
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    direction = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    action = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    selector = table.Column<string>(type: "jsonb", nullable: false),
                    peers = table.Column<string>(type: "jsonb", nullable: false),
                    ports = table.Column<string>(type: "jsonb", nullable: false),
                    dry_run = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policies", x => x.id);
                    table.UniqueConstraint("ak_policies_id_tenant_id", x => new { x.id, x.tenant_id });
                    table.CheckConstraint("ck_policies_priority", "priority BETWEEN 1 AND 1000");
                    table.ForeignKey(
                        name: "fk_policies_networks_network_id_tenant_id",
                        columns: x => new { x.network_id, x.tenant_id },
                        principalTable: "networks",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "policy_defaults",
                columns: table => new
                {
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "current_tenant()"),
                    ingress = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    egress = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_defaults", x => x.network_id);
                    table.ForeignKey(
                        name: "fk_policy_defaults_networks_network_id_tenant_id",
                        columns: x => new { x.network_id, x.tenant_id },
                        principalTable: "networks",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "policy_counts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "current_tenant()"),
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    host_id = table.Column<Guid>(type: "uuid", nullable: false),
                    policy_id = table.Column<Guid>(type: "uuid", nullable: true),
                    direction = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    packets = table.Column<long>(type: "bigint", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    earlier_packets = table.Column<long>(type: "bigint", nullable: false),
                    earlier_bytes = table.Column<long>(type: "bigint", nullable: false),
                    began = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_counts", x => x.id);
                    table.ForeignKey(
                        name: "fk_policy_counts_hosts_host_id_tenant_id",
                        columns: x => new { x.host_id, x.tenant_id },
                        principalTable: "hosts",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_policy_counts_networks_network_id_tenant_id",
                        columns: x => new { x.network_id, x.tenant_id },
                        principalTable: "networks",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_policy_counts_policies_policy_id_tenant_id",
                        columns: x => new { x.policy_id, x.tenant_id },
                        principalTable: "policies",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_policies_network_id_created_at_id",
                table: "policies",
                columns: new[] { "network_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_policies_network_id_name",
                table: "policies",
                columns: new[] { "network_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policies_network_id_name_id",
                table: "policies",
                columns: new[] { "network_id", "name", "id" })
                .Annotation("Relational:Collation", new[] { "", "C", "" });

            migrationBuilder.CreateIndex(
                name: "ix_policies_network_id_tenant_id",
                table: "policies",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_policies_tenant_id",
                table: "policies",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_policy_counts_host_id_tenant_id",
                table: "policy_counts",
                columns: new[] { "host_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_counts_network_id_host_id_direction_policy_id",
                table: "policy_counts",
                columns: new[] { "network_id", "host_id", "direction", "policy_id" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_policy_counts_network_id_tenant_id",
                table: "policy_counts",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_counts_policy_id_tenant_id",
                table: "policy_counts",
                columns: new[] { "policy_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_defaults_network_id_tenant_id",
                table: "policy_defaults",
                columns: new[] { "network_id", "tenant_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policy_defaults_tenant_id",
                table: "policy_defaults",
                column: "tenant_id");

            ByHand(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DELETE FROM changes WHERE stream LIKE 'policies/%';
                DELETE FROM streams WHERE name LIKE 'policies/%';
                """);

            migrationBuilder.DropTable(
                name: "policy_counts");

            migrationBuilder.DropTable(
                name: "policy_defaults");

            migrationBuilder.DropTable(
                name: "policies");
        }

        // What Entity Framework does not make.
        private static void ByHand(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.BelongsToTenants("policies");
            migrationBuilder.BelongsToTenants("policy_defaults");
            migrationBuilder.BelongsToTenants("policy_counts");
            migrationBuilder.Audits(
                "policies", "policy", "id", "name", "+network_id", "name", "direction", "action", "priority", "selector", "peers", "ports", "dry_run");
            migrationBuilder.Audits("policy_defaults", "policy-defaults", "network_id", "", "+network_id", "ingress", "egress");
            // Revision 1 has what there is: nothing; nobody has it yet.
            migrationBuilder.Sql("""
                INSERT INTO streams (name, tenant_id, revision) SELECT 'policies/' || id, tenant_id, 1 FROM networks ON CONFLICT DO NOTHING;
                """);
        }
    }
}
