using System;
using System.Net;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Who had which address, written by triggers, so that no way of changing leases and workloads can forget it.</summary>
    public partial class AddressHistory : Migration
    {
        private const string Lease = """
            CREATE FUNCTION record_lease() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND OLD.host_id IS NOT DISTINCT FROM NEW.host_id THEN RETURN NULL; END IF;
                IF TG_OP <> 'INSERT' AND OLD.host_id IS NOT NULL THEN
                    UPDATE address_history SET until = now()
                    WHERE network_id = OLD.network_id AND addresses = OLD.subnet AND workload_id IS NULL AND until IS NULL;
                END IF;
                IF TG_OP <> 'DELETE' AND NEW.host_id IS NOT NULL THEN
                    INSERT INTO address_history (tenant_id, network_id, network_name, addresses, host_id, host_name, epoch, since)
                    SELECT n.tenant_id, n.id, n.name, NEW.subnet, h.id, h.name, NEW.epoch, now()
                    FROM networks n, hosts h WHERE n.id = NEW.network_id AND h.id = NEW.host_id;
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER record_lease AFTER INSERT OR DELETE OR UPDATE OF host_id ON leases FOR EACH ROW EXECUTE FUNCTION record_lease();

            """;

        private const string Workload = """
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

        // What is there has been so for longer, but nobody wrote down since when.
        private const string Now = """
            INSERT INTO address_history (tenant_id, network_id, network_name, addresses, host_id, host_name, epoch, since)
            SELECT n.tenant_id, n.id, n.name, l.subnet, h.id, h.name, l.epoch, now()
            FROM leases l JOIN networks n ON n.id = l.network_id JOIN hosts h ON h.id = l.host_id;
            INSERT INTO address_history (tenant_id, network_id, network_name, addresses, host_id, host_name, workload_id, workload_name, since)
            SELECT n.tenant_id, n.id, n.name, w.address::cidr, h.id, h.name, w.id, w.name, now()
            FROM workloads w JOIN networks n ON n.id = w.network_id JOIN hosts h ON h.id = w.host_id;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "address_history",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    network_id = table.Column<Guid>(type: "uuid", nullable: false),
                    network_name = table.Column<string>(type: "text", nullable: false),
                    addresses = table.Column<IPNetwork>(type: "cidr", nullable: false),
                    host_id = table.Column<Guid>(type: "uuid", nullable: false),
                    host_name = table.Column<string>(type: "text", nullable: false),
                    workload_id = table.Column<Guid>(type: "uuid", nullable: true),
                    workload_name = table.Column<string>(type: "text", nullable: true),
                    epoch = table.Column<long>(type: "bigint", nullable: true),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_address_history", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_address_history_until",
                table: "address_history",
                column: "until");

            migrationBuilder.Sql("CREATE INDEX ix_address_history_addresses ON address_history USING gist (tenant_id, addresses inet_ops)");
            migrationBuilder.Sql("CREATE INDEX ix_address_history_network_id ON address_history (network_id, since)");
            migrationBuilder.Sql("CREATE INDEX ix_address_history_open ON address_history (network_id, addresses) WHERE until IS NULL");
            // An address belongs to one workload. Looked at when the transaction ends, so that two may change theirs in one report.
            migrationBuilder.Sql("""
                DELETE FROM workloads one USING workloads other
                WHERE one.network_id = other.network_id AND one.address = other.address
                    AND (one.attached_at, one.host_id, one.id) < (other.attached_at, other.host_id, other.id);
                ALTER TABLE workloads ADD CONSTRAINT uq_workloads_address UNIQUE (network_id, address) DEFERRABLE INITIALLY DEFERRED;
                """);
            migrationBuilder.Sql(Lease + Workload + Now);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER record_lease ON leases;
                DROP TRIGGER record_workload ON workloads;
                DROP FUNCTION record_lease, record_workload;
                ALTER TABLE workloads DROP CONSTRAINT uq_workloads_address;
                """);
            migrationBuilder.DropTable(
                name: "address_history");
        }
    }
}
