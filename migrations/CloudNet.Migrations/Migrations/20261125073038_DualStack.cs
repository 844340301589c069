using System;
using System.Net;
using CloudNet.Migrations.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Networks of both families and of several ranges: a row for each range, and for each address of a workload.</summary>
    public partial class DualStack : Migration
    {
        // What change records say of networks is said in the new words, so that whoever asks for them again understands them.
        private const string Copy = """
            INSERT INTO network_ranges (tenant_id, network_id, range, subnet_length, subnet_min, subnet_max)
            SELECT tenant_id, id, range, subnet_length, subnet_min, subnet_max FROM networks;
            INSERT INTO workload_addresses (tenant_id, host_id, workload_id, network_id, address)
            SELECT tenant_id, host_id, id, network_id, address FROM workloads;
            UPDATE changes SET operations = (
                SELECT json_agg(CASE op ->> 'op'
                    WHEN 'settings-set' THEN jsonb_set(op #- '{settings,range}' #- '{settings,subnetLength}', '{settings,ranges}',
                        jsonb_build_array(op #> '{settings,range}'))
                    WHEN 'member-set' THEN jsonb_set(op #- '{member,subnet}' #- '{member,epoch}', '{member,leases}',
                        jsonb_build_array(jsonb_build_object('subnet', op #> '{member,subnet}', 'epoch', op #> '{member,epoch}')))
                    ELSE op END ORDER BY n)
                FROM json_array_elements(operations) WITH ORDINALITY AS each (one, n), LATERAL (SELECT one::jsonb) AS as_jsonb (op))
            WHERE stream LIKE 'network/%' AND json_array_length(operations) > 0;
            """;

        // Of what the older schema has no room for, further ranges and second subnets, nothing is kept.
        private const string CopyBack = """
            UPDATE networks n SET range = r.range, subnet_length = r.subnet_length, subnet_min = r.subnet_min, subnet_max = r.subnet_max
            FROM (SELECT DISTINCT ON (network_id) * FROM network_ranges ORDER BY network_id, range) r WHERE r.network_id = n.id;
            UPDATE workloads w SET address = a.address
            FROM (SELECT DISTINCT ON (host_id, workload_id) * FROM workload_addresses ORDER BY host_id, workload_id, address) a
            WHERE a.host_id = w.host_id AND a.workload_id = w.id;
            DELETE FROM leases l USING networks n WHERE n.id = l.network_id AND NOT l.subnet <<= n.range;
            DELETE FROM free_ranges f USING networks n WHERE n.id = f.network_id AND NOT f.first <<= n.range;
            DELETE FROM reclaimed WHERE id NOT IN (SELECT min(id) FROM reclaimed GROUP BY network_id, host_id);
            UPDATE changes SET operations = (
                SELECT json_agg(CASE op ->> 'op'
                    WHEN 'settings-set' THEN op || jsonb_build_object('settings', (op -> 'settings') - 'ranges' || jsonb_build_object(
                        'range', op #> '{settings,ranges,0}', 'subnetLength', (SELECT subnet_length FROM networks WHERE 'network/' || id = stream)))
                    WHEN 'member-set' THEN op || jsonb_build_object('member', (op -> 'member') - 'leases' || (op #> '{member,leases,0}'))
                    ELSE op END ORDER BY n)
                FROM json_array_elements(operations) WITH ORDINALITY AS each (one, n), LATERAL (SELECT one::jsonb) AS as_jsonb (op))
            WHERE stream LIKE 'network/%' AND json_array_length(operations) > 0;
            """;

        private const string Constraints = """
            ALTER TABLE networks DROP CONSTRAINT ex_networks_range;
            ALTER TABLE network_ranges ADD CONSTRAINT ex_network_ranges_range EXCLUDE USING gist (tenant_id WITH =, range inet_ops WITH &&);
            ALTER TABLE workloads DROP CONSTRAINT uq_workloads_address;
            ALTER TABLE workload_addresses ADD CONSTRAINT uq_workload_addresses_address UNIQUE (network_id, address) DEFERRABLE INITIALLY DEFERRED;

            """;

        private const string ConstraintsBack = """
            ALTER TABLE networks ALTER range DROP DEFAULT, ALTER subnet_length DROP DEFAULT, ALTER subnet_min DROP DEFAULT, ALTER subnet_max DROP DEFAULT,
                ADD CONSTRAINT ex_networks_range EXCLUDE USING gist (tenant_id WITH =, range inet_ops WITH &&);
            ALTER TABLE workloads ALTER address DROP DEFAULT, DROP CONSTRAINT ak_workloads_host_id_id_tenant_id,
                ADD CONSTRAINT uq_workloads_address UNIQUE (network_id, address) DEFERRABLE INITIALLY DEFERRED;
            ALTER TABLE leases DROP family;
            CREATE UNIQUE INDEX ix_leases_network_id_host_id ON leases (network_id, host_id);
            CREATE UNIQUE INDEX ix_leases_network_id_reserved_for ON leases (network_id, reserved_for);
            ALTER TABLE fences DROP host_id;
            ALTER TABLE reclaimed DROP id, ADD CONSTRAINT pk_reclaimed PRIMARY KEY (network_id, host_id);
            DROP INDEX ix_reclaimed_network_id_host_id;
            DROP FUNCTION record_workload_address;

            """;

        private const string WorkloadBack = """
            CREATE FUNCTION record_workload() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND (OLD.network_id, OLD.address, OLD.name) = (NEW.network_id, NEW.address, NEW.name) THEN RETURN NULL; END IF;
                IF TG_OP <> 'INSERT' THEN
                    UPDATE address_history SET until = now()
                    WHERE network_id = OLD.network_id AND addresses = OLD.address::cidr AND workload_id = OLD.id AND until IS NULL;
                END IF;
                IF TG_OP <> 'DELETE' THEN
                    INSERT INTO address_history
                        (tenant_id, network_id, network_name, addresses, host_id, host_name, workload_id, workload_name, since)
                    SELECT n.tenant_id, n.id, n.name, NEW.address::cidr, h.id, h.name, NEW.id, NEW.name, now()
                    FROM networks n, hosts h WHERE n.id = NEW.network_id AND h.id = NEW.host_id;
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER record_workload AFTER INSERT OR DELETE OR UPDATE OF network_id, address, name ON workloads
                FOR EACH ROW EXECUTE FUNCTION record_workload();
            """;

        private const string Workload = """
            CREATE FUNCTION record_workload_address() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP <> 'INSERT' THEN
                    UPDATE address_history SET until = now()
                    WHERE network_id = OLD.network_id AND addresses = OLD.address::cidr AND workload_id = OLD.workload_id AND until IS NULL;
                END IF;
                IF TG_OP <> 'DELETE' THEN
                    INSERT INTO address_history
                        (tenant_id, network_id, network_name, addresses, host_id, host_name, workload_id, workload_name, since)
                    SELECT n.tenant_id, n.id, n.name, NEW.address::cidr, h.id, h.name, w.id, w.name, now()
                    FROM networks n, hosts h, workloads w
                    WHERE n.id = NEW.network_id AND h.id = NEW.host_id AND w.host_id = NEW.host_id AND w.id = NEW.workload_id;
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER record_workload_address AFTER INSERT OR DELETE OR UPDATE OF network_id, address ON workload_addresses
                FOR EACH ROW EXECUTE FUNCTION record_workload_address();
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_reclaimed",
                table: "reclaimed");

            migrationBuilder.DropIndex(
                name: "ix_leases_network_id_host_id",
                table: "leases");

            migrationBuilder.DropIndex(
                name: "ix_leases_network_id_reserved_for",
                table: "leases");

            migrationBuilder.AddColumn<long>(
                name: "id",
                table: "reclaimed",
                type: "bigint",
                nullable: false,
                defaultValue: 0L)
                .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

            migrationBuilder.AddColumn<Guid>(
                name: "host_id",
                table: "fences",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "family",
                table: "leases",
                type: "integer",
                nullable: false,
                computedColumnSql: "family(subnet)",
                stored: true);

            migrationBuilder.AddUniqueConstraint(
                name: "ak_workloads_host_id_id_tenant_id",
                table: "workloads",
                columns: new[] { "host_id", "id", "tenant_id" });

            migrationBuilder.AddPrimaryKey(
                name: "pk_reclaimed",
                table: "reclaimed",
                column: "id");

            migrationBuilder.CreateTable(
                name: "network_ranges",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    range = table.Column<IPNetwork>(type: "cidr", nullable: false),
                    subnet_length = table.Column<int>(type: "integer", nullable: false),
                    subnet_min = table.Column<IPAddress>(type: "inet", nullable: false),
                    subnet_max = table.Column<IPAddress>(type: "inet", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_network_ranges", x => x.id);
                    table.ForeignKey(
                        name: "fk_network_ranges_networks_network_id_tenant_id",
                        columns: x => new { x.network_id, x.tenant_id },
                        principalTable: "networks",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workload_addresses",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    host_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workload_id = table.Column<Guid>(type: "uuid", nullable: false),
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<IPAddress>(type: "inet", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workload_addresses", x => x.id);
                    table.ForeignKey(
                        name: "fk_workload_addresses_networks_network_id_tenant_id",
                        columns: x => new { x.network_id, x.tenant_id },
                        principalTable: "networks",
                        principalColumns: new[] { "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_workload_addresses_workloads_host_id_workload_id_tenant_id",
                        columns: x => new { x.host_id, x.workload_id, x.tenant_id },
                        principalTable: "workloads",
                        principalColumns: new[] { "host_id", "id", "tenant_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_reclaimed_network_id_host_id",
                table: "reclaimed",
                columns: new[] { "network_id", "host_id" });

            migrationBuilder.CreateIndex(
                name: "ix_leases_network_id_host_id_family",
                table: "leases",
                columns: new[] { "network_id", "host_id", "family" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_leases_network_id_reserved_for_family",
                table: "leases",
                columns: new[] { "network_id", "reserved_for", "family" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fences_network_id_host_id",
                table: "fences",
                columns: new[] { "network_id", "host_id" });

            migrationBuilder.CreateIndex(
                name: "ix_network_ranges_network_id_tenant_id",
                table: "network_ranges",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_workload_addresses_host_id_workload_id_tenant_id",
                table: "workload_addresses",
                columns: new[] { "host_id", "workload_id", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_workload_addresses_network_id_tenant_id",
                table: "workload_addresses",
                columns: new[] { "network_id", "tenant_id" });

            migrationBuilder.Sql("DROP TRIGGER record_workload ON workloads; DROP FUNCTION record_workload");
            migrationBuilder.Sql(Copy);
            migrationBuilder.Sql(Constraints + Workload);
            migrationBuilder.BelongsToTenants("network_ranges");
            migrationBuilder.BelongsToTenants("workload_addresses");

            migrationBuilder.DropColumn(
                name: "address",
                table: "workloads");

            migrationBuilder.DropColumn(
                name: "range",
                table: "networks");

            migrationBuilder.DropColumn(
                name: "subnet_length",
                table: "networks");

            migrationBuilder.DropColumn(
                name: "subnet_max",
                table: "networks");

            migrationBuilder.DropColumn(
                name: "subnet_min",
                table: "networks");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                ALTER TABLE networks ADD range cidr NOT NULL DEFAULT '0.0.0.0/0', ADD subnet_length integer NOT NULL DEFAULT 0,
                    ADD subnet_min inet NOT NULL DEFAULT '0.0.0.0', ADD subnet_max inet NOT NULL DEFAULT '0.0.0.0';
                ALTER TABLE workloads ADD address inet NOT NULL DEFAULT '0.0.0.0';
                """ + CopyBack);
            migrationBuilder.DropTable("network_ranges");
            migrationBuilder.DropTable("workload_addresses");
            migrationBuilder.Sql(ConstraintsBack + WorkloadBack);
        }
    }
}
