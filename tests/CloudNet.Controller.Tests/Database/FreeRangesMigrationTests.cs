using CloudNet.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace CloudNet.Controller.Tests.Database;

/// <summary>A database that has networks and leases from before keeps them, and knows what is free in them.</summary>
public sealed class FreeRangesMigrationTests(PostgresServer server)
{
    [Fact]
    public async Task What_is_free_is_found_from_the_leases_that_are_there()
    {
        await using var database = await TestDatabase.CreateAsync(server);
        await using var db = database.Open();
        await db.GetService<IMigrator>().MigrateAsync("Fences");
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO tenants (id, name, created_at) VALUES ('00000000-0000-7000-8000-000000000001', 'old', now());
            INSERT INTO networks (id, tenant_id, name, range, subnet_length, driver, nat, created_at)
                SELECT format('00000000-0000-7000-8000-%s', lpad(n::text, 12, '0'))::uuid, '00000000-0000-7000-8000-000000000001',
                    'net-' || n, format('10.%s.0.0/16', n)::cidr, 24, 'Vxlan', true, now() FROM generate_series(1, 3) AS n;
            INSERT INTO leases (id, network_id, subnet, reserved_for, epoch, mac)
                SELECT gen_random_uuid(), '00000000-0000-7000-8000-000000000002', subnet::cidr, 'h' || subnet, 0, 0
                FROM unnest(ARRAY['10.2.0.0/24', '10.2.1.0/24', '10.2.2.0/24', '10.2.7.0/24', '10.2.255.0/24']) AS subnet;
            INSERT INTO leases (id, network_id, subnet, reserved_for, epoch, mac)
                SELECT gen_random_uuid(), '00000000-0000-7000-8000-000000000003', format('10.3.%s.0/24', n)::cidr, 'h' || n, 0, 0
                FROM generate_series(1, 255) AS n;
            """);
        await db.GetService<IMigrator>().MigrateAsync("FreeRanges");

        Assert.Equal(
            [("net-1", "10.1.1.0", "10.1.255.255"), ("net-2", "10.2.3.0", "10.2.6.255"), ("net-2", "10.2.8.0", "10.2.254.255")],
            await ReadAsync(database, "SELECT name, host(first), host(last) FROM free_ranges f JOIN networks n ON n.id = network_id ORDER BY name, first"));
        Assert.Equal(
            [("net-1", "10.1.1.0", "10.1.255.0"), ("net-2", "10.2.1.0", "10.2.255.0"), ("net-3", "10.3.1.0", "10.3.255.0")],
            await ReadAsync(database, "SELECT name, host(subnet_min), host(subnet_max) FROM networks ORDER BY name"));
    }

    private static async Task<List<(string, string, string)>> ReadAsync(TestDatabase database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var read = new List<(string, string, string)>();
        while (await rows.ReadAsync()) read.Add((rows.GetString(0), rows.GetString(1), rows.GetString(2)));
        return read;
    }
}
