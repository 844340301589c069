using System;
using CloudNet.Migrations.Audit;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Which machine is linked as a host, and which was refused.</summary>
    public partial class LinkHolds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "contended_at",
                table: "hosts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "contended_since",
                table: "hosts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "contenders",
                table: "hosts",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<string>(
                name: "link_refused",
                table: "hosts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "linked_at",
                table: "hosts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "machine",
                table: "hosts",
                type: "text",
                nullable: true);
            migrationBuilder.Audits("hosts", "host", "id", "name", "name", "underlay_address", "machine_id", "labels", "link_refused");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Audits("hosts", "host", "id", "name", "name", "underlay_address", "machine_id", "labels");
            migrationBuilder.DropColumn(
                name: "contended_at",
                table: "hosts");

            migrationBuilder.DropColumn(
                name: "contended_since",
                table: "hosts");

            migrationBuilder.DropColumn(
                name: "contenders",
                table: "hosts");

            migrationBuilder.DropColumn(
                name: "link_refused",
                table: "hosts");

            migrationBuilder.DropColumn(
                name: "linked_at",
                table: "hosts");

            migrationBuilder.DropColumn(
                name: "machine",
                table: "hosts");
        }
    }
}
