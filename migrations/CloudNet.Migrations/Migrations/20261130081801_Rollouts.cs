using System;
using CloudNet.Migrations.Audit;
using CloudNet.Migrations.Isolation;
using CloudNet.Store.Trials;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Networks go from one way across to another while their workloads talk. A number on the wire is of one way alone.</summary>
    public partial class Rollouts : Migration
    {
        private const string Taken = "EXISTS (SELECT FROM networks WHERE given IN (vni, wire_vni, (next->'plane'->>'vni')::integer))";
        private const string TakenBefore = "EXISTS (SELECT FROM networks WHERE vni = given)";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "next",
                table: "networks",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "wire_vni",
                table: "networks",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "next_planes",
                columns: table => new
                {
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    host_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "current_tenant()"),
                    vni = table.Column<int>(type: "integer", nullable: false),
                    ready = table.Column<bool>(type: "boolean", nullable: true),
                    problem = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_next_planes", x => new { x.network_id, x.host_id });
                    table.ForeignKey(
                        name: "fk_next_planes_hosts_host_id_tenant_id",
                        columns: x => new { x.host_id, x.tenant_id },
                        principalTable: "hosts",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_next_planes_networks_network_id_tenant_id",
                        columns: x => new { x.network_id, x.tenant_id },
                        principalTable: "networks",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rollouts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "current_tenant()"),
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_plane = table.Column<string>(type: "jsonb", nullable: false),
                    to_plane = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    moved_through = table.Column<Guid>(type: "uuid", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true),
                    began_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rollouts", x => x.id);
                    table.ForeignKey(
                        name: "fk_rollouts_networks_network_id_tenant_id",
                        columns: x => new { x.network_id, x.tenant_id },
                        principalTable: "networks",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_networks_tenant_id_wire_vni",
                table: "networks",
                columns: new[] { "tenant_id", "wire_vni" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_next_planes_host_id_tenant_id",
                table: "next_planes",
                columns: new[] { "host_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_next_planes_network_id_tenant_id",
                table: "next_planes",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_rollouts_network_id",
                table: "rollouts",
                column: "network_id",
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_rollouts_network_id_began_at",
                table: "rollouts",
                columns: new[] { "network_id", "began_at" });

            migrationBuilder.CreateIndex(
                name: "ix_rollouts_network_id_tenant_id",
                table: "rollouts",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.Sql(NextVni(Taken));
            migrationBuilder.BelongsToTenants("next_planes");
            migrationBuilder.BelongsToTenants("rollouts");
            migrationBuilder.Audits("rollouts", "rollout", "id", "state", "+network_id", "from_plane", "to_plane", "state", "reason");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(NextVni(TakenBefore));
            migrationBuilder.DropTable(
                name: "next_planes");

            migrationBuilder.DropTable(
                name: "rollouts");

            migrationBuilder.DropIndex(
                name: "ix_networks_tenant_id_wire_vni",
                table: "networks");

            migrationBuilder.DropColumn(
                name: "next",
                table: "networks");

            migrationBuilder.DropColumn(
                name: "wire_vni",
                table: "networks");
        }

        private static string NextVni(string taken) => $"""
            CREATE OR REPLACE FUNCTION next_vni() RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
            DECLARE
                given integer;
            BEGIN
                IF current_setting('{Trial.Setting}', true) = 'on' THEN
                    SELECT last_value + is_called::integer INTO given FROM vnis;
                    WHILE {taken} LOOP given := given + 1; END LOOP;
                    RETURN given;
                END IF;
                LOOP
                    given := nextval('vnis');
                    EXIT WHEN NOT {taken};
                END LOOP;
                RETURN given;
            END $$;
            """;
    }
}
