using System;
using CloudNet.Migrations.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Who reaches whom, and what became of it. A path goes with the lease of either end.</summary>
    public partial class Paths : Migration
    {
        private const string Ended = """
            CREATE FUNCTION end_paths() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF OLD.host_id IS NOT NULL AND (TG_OP = 'DELETE' OR NEW.host_id IS DISTINCT FROM OLD.host_id) THEN
                    DELETE FROM paths WHERE network_id = OLD.network_id AND ipv6 = (OLD.family = 6) AND OLD.host_id IN (host_id, peer_id);
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER end_paths AFTER DELETE OR UPDATE OF host_id ON leases FOR EACH ROW EXECUTE FUNCTION end_paths();
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "path_history",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "current_tenant()"),
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    host_id = table.Column<Guid>(type: "uuid", nullable: false),
                    peer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ipv6 = table.Column<bool>(type: "boolean", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reached = table.Column<bool>(type: "boolean", nullable: false),
                    mtu = table.Column<int>(type: "integer", nullable: true),
                    promised_mtu = table.Column<int>(type: "integer", nullable: false),
                    fault = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_path_history", x => x.id);
                    table.ForeignKey(
                        name: "fk_path_history_hosts_host_id_tenant_id",
                        columns: x => new { x.host_id, x.tenant_id },
                        principalTable: "hosts",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_path_history_hosts_peer_id_tenant_id",
                        columns: x => new { x.peer_id, x.tenant_id },
                        principalTable: "hosts",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_path_history_networks_network_id_tenant_id",
                        columns: x => new { x.network_id, x.tenant_id },
                        principalTable: "networks",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "paths",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "current_tenant()"),
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    host_id = table.Column<Guid>(type: "uuid", nullable: false),
                    peer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ipv6 = table.Column<bool>(type: "boolean", nullable: false),
                    reached = table.Column<bool>(type: "boolean", nullable: false),
                    loss_percent = table.Column<int>(type: "integer", nullable: false),
                    latency_microseconds = table.Column<int>(type: "integer", nullable: true),
                    mtu = table.Column<int>(type: "integer", nullable: true),
                    promised_mtu = table.Column<int>(type: "integer", nullable: false),
                    fault = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paths", x => x.id);
                    table.ForeignKey(
                        name: "fk_paths_hosts_host_id_tenant_id",
                        columns: x => new { x.host_id, x.tenant_id },
                        principalTable: "hosts",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_paths_hosts_peer_id_tenant_id",
                        columns: x => new { x.peer_id, x.tenant_id },
                        principalTable: "hosts",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_paths_networks_network_id_tenant_id",
                        columns: x => new { x.network_id, x.tenant_id },
                        principalTable: "networks",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_path_history_host_id_tenant_id",
                table: "path_history",
                columns: new[] { "host_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_path_history_network_id_host_id_peer_id_ipv6_id",
                table: "path_history",
                columns: new[] { "network_id", "host_id", "peer_id", "ipv6", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_path_history_network_id_tenant_id",
                table: "path_history",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_path_history_peer_id_tenant_id",
                table: "path_history",
                columns: new[] { "peer_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_paths_host_id_tenant_id",
                table: "paths",
                columns: new[] { "host_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_paths_network_id_host_id_peer_id_ipv6",
                table: "paths",
                columns: new[] { "network_id", "host_id", "peer_id", "ipv6" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_paths_network_id_peer_id",
                table: "paths",
                columns: new[] { "network_id", "peer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_paths_network_id_tenant_id",
                table: "paths",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_paths_peer_id_tenant_id",
                table: "paths",
                columns: new[] { "peer_id", "tenant_id" });

            migrationBuilder.BelongsToTenants("paths");
            migrationBuilder.BelongsToTenants("path_history");
            migrationBuilder.Sql(Ended);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER end_paths ON leases; DROP FUNCTION end_paths()");

            migrationBuilder.DropTable(
                name: "path_history");

            migrationBuilder.DropTable(
                name: "paths");
        }
    }
}
