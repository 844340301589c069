using System;
using CloudNet.Migrations.Audit;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <inheritdoc />
    public partial class PresharedKeys : Migration
    {
        private static readonly string[] NetworksTold =
            ["name", "driver", "nat", "mtu", "vni", "port", "encrypted", "direct_routing", "key_generation"];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "moved_through",
                table: "next_planes",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "since",
                table: "next_planes",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<bool>(
                name: "preshared",
                table: "networks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "preshared_key",
                table: "networks",
                type: "character varying(44)",
                maxLength: 44,
                nullable: true);

            // Whether there is one is told, and never the key.
            migrationBuilder.Audits("networks", "network", "id", "name", [.. NetworksTold, "preshared"]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Audits("networks", "network", "id", "name", NetworksTold);

            migrationBuilder.DropColumn(
                name: "moved_through",
                table: "next_planes");

            migrationBuilder.DropColumn(
                name: "since",
                table: "next_planes");

            migrationBuilder.DropColumn(
                name: "preshared",
                table: "networks");

            migrationBuilder.DropColumn(
                name: "preshared_key",
                table: "networks");
        }
    }
}
