using CloudNet.Controller.Tests.Api;
using Npgsql;

namespace CloudNet.Controller.Tests.Database;

/// <summary>What no command would do, done by hand: the database itself refuses it.</summary>
public sealed class NoOverlapTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task Leases_of_a_network_and_ranges_of_a_tenant_never_overlap()
    {
        using var owner = await controller.NewTenantAsync("no-overlap");
        var blue = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var red = await owner.NewNetworkAsync("red", "10.101.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51", "blue");

        await RefusedAsync($"""
            INSERT INTO leases (id, tenant_id, network_id, subnet, reserved_for, epoch, mac)
            SELECT gen_random_uuid(), tenant_id, network_id, '10.100.1.128/25', 'by-hand', 1, 7 FROM leases WHERE network_id = '{blue.Id}'
            """);
        await RefusedAsync($"UPDATE network_ranges SET range = '10.100.0.0/15' WHERE network_id = '{red.Id}'");
        Assert.Equal("10.100.1.0/24", Assert.Single((await owner.NetworkAsync("blue")).Leases).Subnet.ToString());
    }

    private async Task RefusedAsync(string sql)
    {
        await using var command = controller.Database.Source.CreateCommand(sql);
        Assert.Equal(PostgresErrorCodes.ExclusionViolation, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }
}
