using CloudNet.Migrations.Audit;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <inheritdoc />
    public partial class Peerings : Migration
    {
        private static readonly string[] NetworksTold =
            ["name", "driver", "nat", "mtu", "vni", "port", "encrypted", "direct_routing", "key_generation", "preshared"];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "peerings",
                table: "networks",
                type: "jsonb",
                nullable: true);

            migrationBuilder.Audits("networks", "network", "id", "name", [.. NetworksTold, "peerings"]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Audits("networks", "network", "id", "name", NetworksTold);

            migrationBuilder.DropColumn(
                name: "peerings",
                table: "networks");
        }
    }
}
