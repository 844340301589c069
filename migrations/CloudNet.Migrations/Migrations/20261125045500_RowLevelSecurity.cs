using System;
using CloudNet.Migrations.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Whose each row is, and that PostgreSQL shows a tenant its own alone.</summary>
    public partial class RowLevelSecurity : Migration
    {
        private static readonly string[] Owned =
        [
            "members", "api_tokens", "enrolment_keys", "networks", "hosts", "leases", "fences", "workloads", "applied", "streams", "changes",
            "free_ranges", "reclaimed", "address_history", "invitations",
        ];

        // A tenant sees who its members are: their names, and no more of them. People who are none of them are not there.
        private const string MembersNames = """
            ALTER TABLE users ENABLE ROW LEVEL SECURITY;
            CREATE POLICY members ON users FOR SELECT TO cloudnet_tenant USING (id IN (SELECT user_id FROM members));
            CREATE POLICY everybody ON users TO cloudnet_app, cloudnet_system USING (true);
            GRANT SELECT (id, user_name, normalized_user_name) ON users TO cloudnet_tenant;
            """;

        private static readonly string[] People = ["users", "user_claims", "user_logins", "user_tokens", "data_protection_keys"];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.MakeRoles();
            // Empty, not null, is what a setting that ended with its transaction leaves behind in the session.
            migrationBuilder.Sql("""
                CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
                RETURN nullif(current_setting('cloudnet.tenant', true), '')::uuid
                """);

            migrationBuilder.DropForeignKey(
                name: "fk_applied_hosts_host_id",
                table: "applied");

            migrationBuilder.DropForeignKey(
                name: "fk_fences_networks_network_id",
                table: "fences");

            migrationBuilder.DropForeignKey(
                name: "fk_leases_hosts_host_id",
                table: "leases");

            migrationBuilder.DropForeignKey(
                name: "fk_leases_networks_network_id",
                table: "leases");

            migrationBuilder.DropForeignKey(
                name: "fk_workloads_hosts_host_id",
                table: "workloads");

            migrationBuilder.DropForeignKey(
                name: "fk_workloads_networks_network_id",
                table: "workloads");

            migrationBuilder.DropIndex(
                name: "ix_workloads_network_id",
                table: "workloads");

            migrationBuilder.DropIndex(
                name: "ix_leases_host_id",
                table: "leases");

            migrationBuilder.DropIndex(
                name: "ix_fences_network_id",
                table: "fences");

            migrationBuilder.AddColumn<Guid>(
                name: "tenant_id",
                table: "streams",
                type: "uuid",
                nullable: false,
                defaultValue: Guid.Empty);

            migrationBuilder.AddColumn<Guid>(
                name: "tenant_id",
                table: "leases",
                type: "uuid",
                nullable: false,
                defaultValue: Guid.Empty);

            migrationBuilder.AddColumn<Guid>(
                name: "tenant_id",
                table: "fences",
                type: "uuid",
                nullable: false,
                defaultValue: Guid.Empty);

            migrationBuilder.AddColumn<Guid>(
                name: "tenant_id",
                table: "changes",
                type: "uuid",
                nullable: false,
                defaultValue: Guid.Empty);

            migrationBuilder.AddColumn<Guid>(
                name: "tenant_id",
                table: "applied",
                type: "uuid",
                nullable: false,
                defaultValue: Guid.Empty);

            FillTenants(migrationBuilder);

            migrationBuilder.AddUniqueConstraint(
                name: "ak_networks_id_tenant_id",
                table: "networks",
                columns: new[] { "id", "tenant_id" });

            migrationBuilder.AddUniqueConstraint(
                name: "ak_hosts_id_tenant_id",
                table: "hosts",
                columns: new[] { "id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_workloads_host_id_tenant_id",
                table: "workloads",
                columns: new[] { "host_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_workloads_network_id_tenant_id",
                table: "workloads",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_leases_host_id_tenant_id",
                table: "leases",
                columns: new[] { "host_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_leases_network_id_tenant_id",
                table: "leases",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_fences_network_id_tenant_id",
                table: "fences",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_applied_host_id_tenant_id",
                table: "applied",
                columns: new[] { "host_id", "tenant_id" });

            migrationBuilder.AddForeignKey(
                name: "fk_applied_hosts_host_id_tenant_id",
                table: "applied",
                columns: new[] { "host_id", "tenant_id" },
                principalTable: "hosts",
                principalColumns: new[] { "id", "tenant_id" },
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_fences_networks_network_id_tenant_id",
                table: "fences",
                columns: new[] { "network_id", "tenant_id" },
                principalTable: "networks",
                principalColumns: new[] { "id", "tenant_id" },
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_leases_hosts_host_id_tenant_id",
                table: "leases",
                columns: new[] { "host_id", "tenant_id" },
                principalTable: "hosts",
                principalColumns: new[] { "id", "tenant_id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_leases_networks_network_id_tenant_id",
                table: "leases",
                columns: new[] { "network_id", "tenant_id" },
                principalTable: "networks",
                principalColumns: new[] { "id", "tenant_id" },
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_workloads_hosts_host_id_tenant_id",
                table: "workloads",
                columns: new[] { "host_id", "tenant_id" },
                principalTable: "hosts",
                principalColumns: new[] { "id", "tenant_id" },
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_workloads_networks_network_id_tenant_id",
                table: "workloads",
                columns: new[] { "network_id", "tenant_id" },
                principalTable: "networks",
                principalColumns: new[] { "id", "tenant_id" },
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.DropForeignKey(
                name: "fk_free_ranges_networks_network_id",
                table: "free_ranges");

            migrationBuilder.DropForeignKey(
                name: "fk_reclaimed_hosts_host_id",
                table: "reclaimed");

            migrationBuilder.DropForeignKey(
                name: "fk_reclaimed_networks_network_id",
                table: "reclaimed");

            migrationBuilder.DropIndex(
                name: "ix_reclaimed_host_id",
                table: "reclaimed");

            migrationBuilder.CreateIndex(
                name: "ix_reclaimed_host_id_tenant_id",
                table: "reclaimed",
                columns: new[] { "host_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reclaimed_network_id_tenant_id",
                table: "reclaimed",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_free_ranges_network_id_tenant_id",
                table: "free_ranges",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.AddForeignKey(
                name: "fk_free_ranges_networks_network_id_tenant_id",
                table: "free_ranges",
                columns: new[] { "network_id", "tenant_id" },
                principalTable: "networks",
                principalColumns: new[] { "id", "tenant_id" },
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_reclaimed_hosts_host_id_tenant_id",
                table: "reclaimed",
                columns: new[] { "host_id", "tenant_id" },
                principalTable: "hosts",
                principalColumns: new[] { "id", "tenant_id" },
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_reclaimed_networks_network_id_tenant_id",
                table: "reclaimed",
                columns: new[] { "network_id", "tenant_id" },
                principalTable: "networks",
                principalColumns: new[] { "id", "tenant_id" },
                onDelete: ReferentialAction.Cascade);

            foreach (var table in Owned) migrationBuilder.BelongsToTenants(table);
            migrationBuilder.BelongsToTenants("tenants", tenant: "id", may: "SELECT");
            migrationBuilder.BelongsToTenants("quotas", may: "SELECT");
            foreach (var table in People) migrationBuilder.BelongsToNoTenant(table);
            migrationBuilder.Sql(MembersNames);
            migrationBuilder.BelongsToNoTenant("migrations", may: "SELECT");
            migrationBuilder.Sql("GRANT USAGE ON SEQUENCE vnis TO cloudnet_tenant, cloudnet_system");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The roles stay: they belong to the server, and other databases may use them.
            migrationBuilder.Sql("DROP POLICY members ON users; DROP POLICY everybody ON users");
            foreach (var table in (string[])[.. Owned, .. People, "tenants", "quotas", "migrations"]) migrationBuilder.BelongsToNobody(table);
            migrationBuilder.Sql("REVOKE ALL ON SEQUENCE vnis FROM cloudnet_tenant, cloudnet_system");

            migrationBuilder.DropForeignKey(
                name: "fk_free_ranges_networks_network_id_tenant_id",
                table: "free_ranges");

            migrationBuilder.DropForeignKey(
                name: "fk_reclaimed_hosts_host_id_tenant_id",
                table: "reclaimed");

            migrationBuilder.DropForeignKey(
                name: "fk_reclaimed_networks_network_id_tenant_id",
                table: "reclaimed");

            migrationBuilder.DropIndex(
                name: "ix_reclaimed_host_id_tenant_id",
                table: "reclaimed");

            migrationBuilder.DropIndex(
                name: "ix_reclaimed_network_id_tenant_id",
                table: "reclaimed");

            migrationBuilder.DropIndex(
                name: "ix_free_ranges_network_id_tenant_id",
                table: "free_ranges");

            migrationBuilder.CreateIndex(
                name: "ix_reclaimed_host_id",
                table: "reclaimed",
                column: "host_id");

            migrationBuilder.AddForeignKey(
                name: "fk_free_ranges_networks_network_id",
                table: "free_ranges",
                column: "network_id",
                principalTable: "networks",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_reclaimed_hosts_host_id",
                table: "reclaimed",
                column: "host_id",
                principalTable: "hosts",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_reclaimed_networks_network_id",
                table: "reclaimed",
                column: "network_id",
                principalTable: "networks",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.DropForeignKey(
                name: "fk_applied_hosts_host_id_tenant_id",
                table: "applied");

            migrationBuilder.DropForeignKey(
                name: "fk_fences_networks_network_id_tenant_id",
                table: "fences");

            migrationBuilder.DropForeignKey(
                name: "fk_leases_hosts_host_id_tenant_id",
                table: "leases");

            migrationBuilder.DropForeignKey(
                name: "fk_leases_networks_network_id_tenant_id",
                table: "leases");

            migrationBuilder.DropForeignKey(
                name: "fk_workloads_hosts_host_id_tenant_id",
                table: "workloads");

            migrationBuilder.DropForeignKey(
                name: "fk_workloads_networks_network_id_tenant_id",
                table: "workloads");

            migrationBuilder.DropIndex(
                name: "ix_workloads_host_id_tenant_id",
                table: "workloads");

            migrationBuilder.DropIndex(
                name: "ix_workloads_network_id_tenant_id",
                table: "workloads");

            migrationBuilder.DropUniqueConstraint(
                name: "ak_networks_id_tenant_id",
                table: "networks");

            migrationBuilder.DropIndex(
                name: "ix_leases_host_id_tenant_id",
                table: "leases");

            migrationBuilder.DropIndex(
                name: "ix_leases_network_id_tenant_id",
                table: "leases");

            migrationBuilder.DropUniqueConstraint(
                name: "ak_hosts_id_tenant_id",
                table: "hosts");

            migrationBuilder.DropIndex(
                name: "ix_fences_network_id_tenant_id",
                table: "fences");

            migrationBuilder.DropIndex(
                name: "ix_applied_host_id_tenant_id",
                table: "applied");

            migrationBuilder.DropColumn(
                name: "tenant_id",
                table: "streams");

            migrationBuilder.DropColumn(
                name: "tenant_id",
                table: "leases");

            migrationBuilder.DropColumn(
                name: "tenant_id",
                table: "fences");

            migrationBuilder.DropColumn(
                name: "tenant_id",
                table: "changes");

            migrationBuilder.DropColumn(
                name: "tenant_id",
                table: "applied");

            migrationBuilder.Sql("DROP FUNCTION current_tenant()");

            migrationBuilder.CreateIndex(
                name: "ix_workloads_network_id",
                table: "workloads",
                column: "network_id");

            migrationBuilder.CreateIndex(
                name: "ix_leases_host_id",
                table: "leases",
                column: "host_id");

            migrationBuilder.CreateIndex(
                name: "ix_fences_network_id",
                table: "fences",
                column: "network_id");

            migrationBuilder.AddForeignKey(
                name: "fk_applied_hosts_host_id",
                table: "applied",
                column: "host_id",
                principalTable: "hosts",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_fences_networks_network_id",
                table: "fences",
                column: "network_id",
                principalTable: "networks",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_leases_hosts_host_id",
                table: "leases",
                column: "host_id",
                principalTable: "hosts",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_leases_networks_network_id",
                table: "leases",
                column: "network_id",
                principalTable: "networks",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_workloads_hosts_host_id",
                table: "workloads",
                column: "host_id",
                principalTable: "hosts",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_workloads_networks_network_id",
                table: "workloads",
                column: "network_id",
                principalTable: "networks",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <summary>
        /// Gives the rows that are there their tenant. A stream outlives its host or network, so that an agent learns that it was
        /// removed; whose those were is no longer known, and an id that no tenant has leaves them to the system alone.
        /// </summary>
        private static void FillTenants(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                UPDATE leases SET tenant_id = networks.tenant_id FROM networks WHERE networks.id = leases.network_id;
                UPDATE fences SET tenant_id = networks.tenant_id FROM networks WHERE networks.id = fences.network_id;
                UPDATE applied SET tenant_id = hosts.tenant_id FROM hosts WHERE hosts.id = applied.host_id;
                UPDATE streams SET tenant_id = networks.tenant_id FROM networks WHERE streams.name = 'network/' || networks.id;
                UPDATE streams SET tenant_id = hosts.tenant_id FROM hosts WHERE streams.name = 'host/' || hosts.id;
                UPDATE changes SET tenant_id = streams.tenant_id FROM streams WHERE streams.name = changes.stream;
                """);
            foreach (var table in (string[])["leases", "fences", "applied", "streams", "changes"])
                migrationBuilder.Sql($"ALTER TABLE {table} ALTER COLUMN tenant_id SET DEFAULT current_tenant()");
        }
    }
}
