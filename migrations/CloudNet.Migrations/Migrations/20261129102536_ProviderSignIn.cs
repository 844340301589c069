using CloudNet.Migrations.Accounts;
using CloudNet.Migrations.Audit;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudNet.Migrations.Migrations
{
    /// <summary>Which members sign in by an OpenID provider too.</summary>
    public partial class ProviderSignIn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "provider_sign_in",
                table: "members",
                type: "character varying(8)",
                maxLength: 8,
                nullable: false,
                defaultValue: "off");

            migrationBuilder.Sql(ProviderSignInCopies.Keep);
            migrationBuilder.Audits("members", "member", "user_id", "", "+user_id", "role", "second_factor", "provider_sign_in");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Audits("members", "member", "user_id", "", "+user_id", "role", "second_factor");
            migrationBuilder.Sql(ProviderSignInCopies.Drop);
            migrationBuilder.DropColumn(
                name: "provider_sign_in",
                table: "members");
        }
    }
}
