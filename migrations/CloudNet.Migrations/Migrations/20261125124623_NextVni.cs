using CloudNet.Store.Isolation;
using CloudNet.Store.Trials;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>A network that is only tried takes no VNI, which no rollback would give back: it shows the one that would be next.</summary>
    public partial class NextVni : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql($"""
                CREATE FUNCTION next_vni() RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
                BEGIN
                    IF current_setting('{Trial.Setting}', true) = 'on' THEN
                        RETURN (SELECT last_value + is_called::integer FROM vnis);
                    END IF;
                    RETURN nextval('vnis');
                END $$;
                GRANT SELECT ON SEQUENCE vnis TO {DatabaseRoles.Tenant}, {DatabaseRoles.System};
                """);
            migrationBuilder.AlterColumn<int>(
                name: "vni",
                table: "networks",
                type: "integer",
                nullable: false,
                defaultValueSql: "next_vni()",
                oldClrType: typeof(int),
                oldType: "integer",
                oldDefaultValueSql: "nextval('vnis')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<int>(
                name: "vni",
                table: "networks",
                type: "integer",
                nullable: false,
                defaultValueSql: "nextval('vnis')",
                oldClrType: typeof(int),
                oldType: "integer",
                oldDefaultValueSql: "next_vni()");
            migrationBuilder.Sql($"""
                DROP FUNCTION next_vni();
                REVOKE SELECT ON SEQUENCE vnis FROM {DatabaseRoles.Tenant}, {DatabaseRoles.System};
                """);
        }
    }
}
