using CloudNet.Migrations.Audit;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Labels of hosts, and of the enrolment keys that they come from.</summary>
    public partial class HostLabels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "labels",
                table: "hosts",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "labels",
                table: "enrolment_keys",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.Audits("enrolment_keys", "enrolment-key", "id", "name", "name", "uses", "networks", "labels", "expires_at");
            migrationBuilder.Audits("hosts", "host", "id", "name", "name", "underlay_address", "machine_id", "labels");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Audits("enrolment_keys", "enrolment-key", "id", "name", "name", "uses", "networks", "expires_at");
            migrationBuilder.Audits("hosts", "host", "id", "name", "name", "underlay_address", "machine_id");
            migrationBuilder.DropColumn(
                name: "labels",
                table: "hosts");

            migrationBuilder.DropColumn(
                name: "labels",
                table: "enrolment_keys");
        }
    }
}
