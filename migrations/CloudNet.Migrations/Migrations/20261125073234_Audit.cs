using System;
using CloudNet.Migrations.Audit;
using CloudNet.Migrations.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Who changed what: written by triggers, so that no way of changing the tables can forget it.</summary>
    public partial class Audit : Migration
    {
        private static readonly string[] Audited =
        [
            "tenants", "quotas", "members", "invitations", "api_tokens", "enrolment_keys", "networks", "network_ranges", "hosts", "leases",
            "workloads", "workload_addresses",
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    transaction = table.Column<long>(type: "bigint", nullable: false),
                    actor_kind = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_name = table.Column<string>(type: "text", nullable: false),
                    token_id = table.Column<Guid>(type: "uuid", nullable: true),
                    origin = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    operation = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_name = table.Column<string>(type: "text", nullable: false),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_at",
                table: "audit",
                column: "at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.CreateIndex(
                name: "ix_audit_tenant_id_actor_id_at_id",
                table: "audit",
                columns: new[] { "tenant_id", "actor_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_tenant_id_actor_name_at_id",
                table: "audit",
                columns: new[] { "tenant_id", "actor_name", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_tenant_id_at_id",
                table: "audit",
                columns: new[] { "tenant_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_tenant_id_kind_at_id",
                table: "audit",
                columns: new[] { "tenant_id", "kind", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_tenant_id_operation_at_id",
                table: "audit",
                columns: new[] { "tenant_id", "operation", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_tenant_id_subject_id_at_id",
                table: "audit",
                columns: new[] { "tenant_id", "subject_id", "at", "id" });


            migrationBuilder.BelongsToTenants("audit", may: "SELECT");
            migrationBuilder.Sql(AuditFunctions.Value);
            migrationBuilder.Sql(AuditFunctions.Names);
            migrationBuilder.Sql(AuditFunctions.Trigger);
            migrationBuilder.Sql(AuditFunctions.Trim);
            migrationBuilder.LogIsReadOnly();
            AuditTables(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in Audited) migrationBuilder.AuditsNoMore(table);
            migrationBuilder.Sql("DROP FUNCTION audit(), trim_audit, audit_names, audit_value");
            migrationBuilder.DropTable(
                name: "audit");
        }

        private static void AuditTables(MigrationBuilder builder)
        {
            builder.Audits("tenants", "tenant", "id", "name", "name");
            builder.Audits("quotas", "quotas", "tenant_id", "", "hosts", "networks");
            builder.Audits("members", "member", "user_id", "", "+user_id", "role");
            builder.Audits("invitations", "invitation", "id", "name", "name", "role", "invited_by", "expires_at");
            builder.Audits("api_tokens", "token", "id", "name", "name", "+user_id", "role", "expires_at");
            builder.Audits("enrolment_keys", "enrolment-key", "id", "name", "name", "uses", "networks", "expires_at");
            builder.Audits("networks", "network", "id", "name", "name", "driver", "nat", "mtu", "vni");
            builder.Audits("network_ranges", "range", "network_id", "range", "+network_id", "range", "subnet_length", "subnet_min", "subnet_max");
            builder.Audits("hosts", "host", "id", "name", "name", "underlay_address", "machine_id");
            builder.Audits("leases", "lease", "id", "subnet", "+network_id", "subnet", "host_id", "reserved_for", "epoch");
            builder.Audits("workloads", "workload", "id", "name", "+network_id", "+host_id", "name", "labels");
            builder.Audits("workload_addresses", "address", "workload_id", "address", "address");
        }
    }
}
