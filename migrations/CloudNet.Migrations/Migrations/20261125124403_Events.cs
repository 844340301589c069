using CloudNet.Migrations.Audit;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>The audit log as a stream: an index in the stream's order, and a wake-up for those who follow it.</summary>
    public partial class Events : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_audit_tenant_id_transaction_id",
                table: "audit",
                columns: new[] { "tenant_id", "transaction", "id" });
            migrationBuilder.Sql(AuditWakeUps.Function);
            migrationBuilder.Sql(AuditWakeUps.Trigger);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER told ON audit");
            migrationBuilder.Sql("DROP FUNCTION audit_told()");
            migrationBuilder.DropIndex(
                name: "ix_audit_tenant_id_transaction_id",
                table: "audit");
        }
    }
}
