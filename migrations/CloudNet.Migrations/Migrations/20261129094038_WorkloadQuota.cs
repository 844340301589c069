using CloudNet.Migrations.Audit;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>How many workloads a tenant may have, and what hosts were told of it.</summary>
    public partial class WorkloadQuota : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_quotas_limits",
                table: "quotas");

            migrationBuilder.AddColumn<int>(
                name: "workloads",
                table: "quotas",
                type: "integer",
                nullable: false,
                defaultValue: 100000);

            migrationBuilder.AddColumn<int>(
                name: "workloads_full",
                table: "networks",
                type: "integer",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_quotas_limits",
                table: "quotas",
                sql: "hosts >= 0 AND networks >= 0 AND workloads >= 0");

            migrationBuilder.Audits("quotas", "quotas", "tenant_id", "", "hosts", "networks", "workloads");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Audits("quotas", "quotas", "tenant_id", "", "hosts", "networks");

            migrationBuilder.DropCheckConstraint(
                name: "ck_quotas_limits",
                table: "quotas");

            migrationBuilder.DropColumn(
                name: "workloads",
                table: "quotas");

            migrationBuilder.DropColumn(
                name: "workloads_full",
                table: "networks");

            migrationBuilder.AddCheckConstraint(
                name: "ck_quotas_limits",
                table: "quotas",
                sql: "hosts >= 0 AND networks >= 0");
        }
    }
}
