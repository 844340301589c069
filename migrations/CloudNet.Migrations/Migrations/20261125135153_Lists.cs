using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Indexes in the orders of lists: by name as its bytes are, and by when a thing was made.</summary>
    public partial class Lists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_workloads_tenant_id_name",
                table: "workloads");

            migrationBuilder.DropIndex(
                name: "ix_enrolment_keys_tenant_id",
                table: "enrolment_keys");

            migrationBuilder.DropIndex(
                name: "ix_api_tokens_tenant_id_user_id",
                table: "api_tokens");

            migrationBuilder.CreateIndex(
                name: "ix_workloads_tenant_id_attached_at_host_id_id",
                table: "workloads",
                columns: new[] { "tenant_id", "attached_at", "host_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_workloads_tenant_id_name_host_id_id",
                table: "workloads",
                columns: new[] { "tenant_id", "name", "host_id", "id" })
                .Annotation("Relational:Collation", new[] { "", "C", "", "" });

            migrationBuilder.CreateIndex(
                name: "ix_networks_tenant_id_created_at_id",
                table: "networks",
                columns: new[] { "tenant_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_networks_tenant_id_name_id",
                table: "networks",
                columns: new[] { "tenant_id", "name", "id" })
                .Annotation("Relational:Collation", new[] { "", "C", "" });

            migrationBuilder.CreateIndex(
                name: "ix_members_tenant_id_since_user_id",
                table: "members",
                columns: new[] { "tenant_id", "since", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_tenant_id_created_at_id",
                table: "invitations",
                columns: new[] { "tenant_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_tenant_id_name_id",
                table: "invitations",
                columns: new[] { "tenant_id", "name", "id" })
                .Annotation("Relational:Collation", new[] { "", "C", "" });

            migrationBuilder.CreateIndex(
                name: "ix_hosts_tenant_id_enrolled_at_id",
                table: "hosts",
                columns: new[] { "tenant_id", "enrolled_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_hosts_tenant_id_name_id",
                table: "hosts",
                columns: new[] { "tenant_id", "name", "id" })
                .Annotation("Relational:Collation", new[] { "", "C", "" });

            migrationBuilder.CreateIndex(
                name: "ix_enrolment_keys_tenant_id_created_at_id",
                table: "enrolment_keys",
                columns: new[] { "tenant_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_enrolment_keys_tenant_id_name_id",
                table: "enrolment_keys",
                columns: new[] { "tenant_id", "name", "id" })
                .Annotation("Relational:Collation", new[] { "", "C", "" });

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_tenant_id_user_id_created_at_id",
                table: "api_tokens",
                columns: new[] { "tenant_id", "user_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_tenant_id_user_id_name_id",
                table: "api_tokens",
                columns: new[] { "tenant_id", "user_id", "name", "id" })
                .Annotation("Relational:Collation", new[] { "", "", "C", "" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_workloads_tenant_id_attached_at_host_id_id",
                table: "workloads");

            migrationBuilder.DropIndex(
                name: "ix_workloads_tenant_id_name_host_id_id",
                table: "workloads");

            migrationBuilder.DropIndex(
                name: "ix_networks_tenant_id_created_at_id",
                table: "networks");

            migrationBuilder.DropIndex(
                name: "ix_networks_tenant_id_name_id",
                table: "networks");

            migrationBuilder.DropIndex(
                name: "ix_members_tenant_id_since_user_id",
                table: "members");

            migrationBuilder.DropIndex(
                name: "ix_invitations_tenant_id_created_at_id",
                table: "invitations");

            migrationBuilder.DropIndex(
                name: "ix_invitations_tenant_id_name_id",
                table: "invitations");

            migrationBuilder.DropIndex(
                name: "ix_hosts_tenant_id_enrolled_at_id",
                table: "hosts");

            migrationBuilder.DropIndex(
                name: "ix_hosts_tenant_id_name_id",
                table: "hosts");

            migrationBuilder.DropIndex(
                name: "ix_enrolment_keys_tenant_id_created_at_id",
                table: "enrolment_keys");

            migrationBuilder.DropIndex(
                name: "ix_enrolment_keys_tenant_id_name_id",
                table: "enrolment_keys");

            migrationBuilder.DropIndex(
                name: "ix_api_tokens_tenant_id_user_id_created_at_id",
                table: "api_tokens");

            migrationBuilder.DropIndex(
                name: "ix_api_tokens_tenant_id_user_id_name_id",
                table: "api_tokens");

            migrationBuilder.CreateIndex(
                name: "ix_workloads_tenant_id_name",
                table: "workloads",
                columns: new[] { "tenant_id", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_enrolment_keys_tenant_id",
                table: "enrolment_keys",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_tenant_id_user_id",
                table: "api_tokens",
                columns: new[] { "tenant_id", "user_id" });
        }
    }
}
