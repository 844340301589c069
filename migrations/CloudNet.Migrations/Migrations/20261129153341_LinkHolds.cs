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

            migrationBuilder.AddColumn<string>(
                name: "contender",
                table: "hosts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "link_refused",
                table: "hosts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "netns",
                table: "hosts",
                type: "bigint",
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
                name: "contender",
                table: "hosts");

            migrationBuilder.DropColumn(
                name: "link_refused",
                table: "hosts");

            migrationBuilder.DropColumn(
                name: "netns",
                table: "hosts");
        }
    }
}
