using CloudNet.Migrations.Audit;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>
    /// Leases are made many at a time: the audit log and the history are told of those that a statement adds once, and not once each.
    /// </summary>
    public partial class LeasesTogether : Migration
    {
        private static readonly string[] Told = ["+network_id", "subnet", "host_id", "reserved_for", "epoch"];

        private const string History = """
            CREATE FUNCTION record_leases() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
            BEGIN
                INSERT INTO address_history (tenant_id, network_id, network_name, addresses, host_id, host_name, epoch, since)
                SELECT n.tenant_id, n.id, n.name, l.subnet, h.id, h.name, l.epoch, now()
                FROM added l JOIN networks n ON n.id = l.network_id JOIN hosts h ON h.id = l.host_id;
                RETURN NULL;
            END $$;
            CREATE OR REPLACE TRIGGER record_lease AFTER DELETE OR UPDATE OF host_id ON leases FOR EACH ROW EXECUTE FUNCTION record_lease();
            CREATE TRIGGER record_leases AFTER INSERT ON leases REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION record_leases();
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(AuditOfAdded.Function);
            migrationBuilder.AuditsMany("leases", "lease", "id", "subnet", Told);
            migrationBuilder.Sql(History);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER record_leases ON leases;
                DROP TRIGGER audit_added ON leases;
                DROP FUNCTION record_leases(), audit_added();
                CREATE OR REPLACE TRIGGER record_lease AFTER INSERT OR DELETE OR UPDATE OF host_id ON leases FOR EACH ROW EXECUTE FUNCTION record_lease();
                """);
            migrationBuilder.Audits("leases", "lease", "id", "subnet", Told);
        }
    }
}
