using CloudNet.Migrations.Audit;
using CloudNet.Store.Trials;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>
    /// Networks have a port, encryption, direct routing and keys; hosts say what they can build networks by. A VNI is one of its tenant's, may be asked
    /// for, and what is given by itself is none that the tenant has.
    /// </summary>
    public partial class DataPlanes : Migration
    {
        private static readonly string[] NetworksTold = ["name", "driver", "nat", "mtu", "vni"];
        private static readonly string[] HostsTold = ["name", "underlay_address", "machine_id", "labels", "link_refused"];

        private static readonly string NextVni = $"""
            CREATE OR REPLACE FUNCTION next_vni() RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
            DECLARE
                given integer;
            BEGIN
                IF current_setting('{Trial.Setting}', true) = 'on' THEN
                    SELECT last_value + is_called::integer INTO given FROM vnis;
                    WHILE EXISTS (SELECT FROM networks WHERE vni = given) LOOP given := given + 1; END LOOP;
                    RETURN given;
                END IF;
                LOOP
                    given := nextval('vnis');
                    EXIT WHEN NOT EXISTS (SELECT FROM networks WHERE vni = given);
                END LOOP;
                RETURN given;
            END $$;
            """;

        private static readonly string NextVniBefore = $"""
            CREATE OR REPLACE FUNCTION next_vni() RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
            BEGIN
                IF current_setting('{Trial.Setting}', true) = 'on' THEN
                    RETURN (SELECT last_value + is_called::integer FROM vnis);
                END IF;
                RETURN nextval('vnis');
            END $$;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_networks_vni",
                table: "networks");

            migrationBuilder.AddColumn<bool>(
                name: "direct_routing",
                table: "networks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "encrypted",
                table: "networks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "key_generation",
                table: "networks",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "port",
                table: "networks",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "drivers",
                table: "hosts",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "wireguard_keys",
                table: "hosts",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.CreateIndex(
                name: "ix_networks_tenant_id_vni",
                table: "networks",
                columns: new[] { "tenant_id", "vni" },
                unique: true);

            migrationBuilder.Sql(NextVni);
            migrationBuilder.Audits("networks", "network", "id", "name", [.. NetworksTold, "port", "encrypted", "direct_routing", "key_generation"]);
            migrationBuilder.Audits("hosts", "host", "id", "name", [.. HostsTold, "wireguard_keys"]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(NextVniBefore);
            migrationBuilder.Audits("networks", "network", "id", "name", NetworksTold);
            migrationBuilder.Audits("hosts", "host", "id", "name", HostsTold);
            migrationBuilder.DropIndex(
                name: "ix_networks_tenant_id_vni",
                table: "networks");

            migrationBuilder.DropColumn(
                name: "direct_routing",
                table: "networks");

            migrationBuilder.DropColumn(
                name: "encrypted",
                table: "networks");

            migrationBuilder.DropColumn(
                name: "key_generation",
                table: "networks");

            migrationBuilder.DropColumn(
                name: "port",
                table: "networks");

            migrationBuilder.DropColumn(
                name: "drivers",
                table: "hosts");

            migrationBuilder.DropColumn(
                name: "wireguard_keys",
                table: "hosts");

            migrationBuilder.CreateIndex(
                name: "ix_networks_vni",
                table: "networks",
                column: "vni",
                unique: true);
        }
    }
}
