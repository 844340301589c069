using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CloudNet.Controller.Tests.Database;

public sealed class AccessMigrationTests(PostgresServer server)
{
    [Fact]
    public async Task Members_from_before_it_belong_to_their_tenant_since_it_was_made()
    {
        await using var database = await TestDatabase.CreateAsync(server);
        await using var db = database.Open();
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("20261124180123_Fences");
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO tenants (id, name, created_at) VALUES ('01934b6e-7f2a-7c31-9d55-3f0c5e1a2b4c', 'acme', '2026-01-02T03:04:05Z');
            INSERT INTO users (id, user_name, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            VALUES ('01934b6e-7f2a-7c31-9d55-3f0c5e1a2b4d', 'ada', false, false, false, true, 0);
            INSERT INTO members (tenant_id, user_id, role)
            VALUES ('01934b6e-7f2a-7c31-9d55-3f0c5e1a2b4c', '01934b6e-7f2a-7c31-9d55-3f0c5e1a2b4d', 'owner');
            """);
        await migrator.MigrateAsync("20261125041925_Access");

        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), await db.Members.Select(member => member.Since).SingleAsync());
    }
}
