using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <inheritdoc />
    public partial class WorkloadStreams : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Revision 1 has what there is; nobody has it yet, so nobody misses the change that led to it.
            migrationBuilder.Sql("""
                INSERT INTO streams (name, tenant_id, revision) SELECT 'workloads/' || id, tenant_id, 1 FROM networks ON CONFLICT DO NOTHING;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DELETE FROM changes WHERE stream LIKE 'workloads/%';
                DELETE FROM streams WHERE name LIKE 'workloads/%';
                """);
        }
    }
}
