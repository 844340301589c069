using System;
using System.Net;
using CloudNet.Migrations.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Which addresses hosts have for something other than CloudNet.</summary>
    public partial class HostRanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "ranges_cut",
                table: "hosts",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string[]>(
                name: "warnings",
                table: "hosts",
                type: "text[]",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "host_ranges",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    host_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "current_tenant()"),
                    in_use = table.Column<bool>(type: "boolean", nullable: false),
                    range = table.Column<IPNetwork>(type: "cidr", nullable: false),
                    link = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_host_ranges", x => x.id);
                    table.ForeignKey(
                        name: "fk_host_ranges_hosts_host_id_tenant_id",
                        columns: x => new { x.host_id, x.tenant_id },
                        principalTable: "hosts",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_host_ranges_host_id_tenant_id",
                table: "host_ranges",
                columns: new[] { "host_id", "tenant_id" });

            migrationBuilder.Sql("CREATE INDEX ix_host_ranges_range ON host_ranges USING gist (tenant_id, range inet_ops)");
            migrationBuilder.Sql("CREATE UNIQUE INDEX ix_host_ranges_once ON host_ranges (host_id, in_use, range, link)");
            migrationBuilder.BelongsToTenants("host_ranges");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "host_ranges");

            migrationBuilder.DropColumn(
                name: "ranges_cut",
                table: "hosts");

            migrationBuilder.DropColumn(
                name: "warnings",
                table: "hosts");
        }
    }
}
