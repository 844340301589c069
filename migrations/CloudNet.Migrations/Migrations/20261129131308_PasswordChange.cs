using System;
using CloudNet.Migrations.Accounts;
using CloudNet.Migrations.Audit;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>When members' passwords were changed.</summary>
    public partial class PasswordChange : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "password_changed_at",
                table: "members",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.Sql(PasswordChangeCopies.Keep);
            migrationBuilder.Audits(
                "members", "member", "user_id", "", "+user_id", "role", "second_factor", "provider_sign_in", "password_changed_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Audits("members", "member", "user_id", "", "+user_id", "role", "second_factor", "provider_sign_in");
            migrationBuilder.Sql(PasswordChangeCopies.Drop);
            migrationBuilder.DropColumn(
                name: "password_changed_at",
                table: "members");
        }
    }
}
