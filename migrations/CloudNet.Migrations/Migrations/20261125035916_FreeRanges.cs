using System;
using System.Net;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>What a network has to give is kept as ranges, and has bounds.</summary>
    public partial class FreeRanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Networks that are there have had flannel's bounds: from the second subnet to the last.
            migrationBuilder.Sql("""
                ALTER TABLE networks ADD subnet_min inet, ADD subnet_max inet;
                UPDATE networks SET
                    subnet_min = host(network(range))::inet + (1::bigint << 32 - subnet_length),
                    subnet_max = host(broadcast(range))::inet - (1::bigint << 32 - subnet_length) + 1;
                ALTER TABLE networks ALTER subnet_min SET NOT NULL, ALTER subnet_max SET NOT NULL;
                """);

            migrationBuilder.CreateTable(
                name: "free_ranges",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first = table.Column<IPAddress>(type: "inet", nullable: false),
                    last = table.Column<IPAddress>(type: "inet", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_free_ranges", x => x.id);
                    table.CheckConstraint("ck_free_ranges_in_order", "first <= last");
                    table.ForeignKey(
                        name: "fk_free_ranges_networks_network_id",
                        column: x => x.network_id,
                        principalTable: "networks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            // This one serves the foreign key too.
            migrationBuilder.Sql("CREATE UNIQUE INDEX ix_free_ranges_network_id ON free_ranges (network_id, first)");

            // What is between two leases, each of which is followed by the next; behind the last one comes the end.
            migrationBuilder.Sql("""
                INSERT INTO free_ranges (tenant_id, network_id, first, last)
                SELECT tenant_id, network_id, free_from, taken_from - 1 FROM (
                    SELECT n.tenant_id, n.id AS network_id, taken_from,
                        COALESCE(lag(taken_to) OVER (PARTITION BY n.id ORDER BY taken_from) + 1, n.subnet_min) AS free_from
                    FROM networks n CROSS JOIN LATERAL (
                        SELECT host(network(subnet))::inet AS taken_from, host(broadcast(subnet))::inet AS taken_to
                        FROM leases WHERE network_id = n.id AND host(network(subnet))::inet >= n.subnet_min
                        UNION ALL SELECT host(broadcast(n.range))::inet + 1, NULL) AS taken) AS gaps
                WHERE free_from < taken_from
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "free_ranges");

            migrationBuilder.DropColumn(
                name: "subnet_max",
                table: "networks");

            migrationBuilder.DropColumn(
                name: "subnet_min",
                table: "networks");
        }
    }
}
