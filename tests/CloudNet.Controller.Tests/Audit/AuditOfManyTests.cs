using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store;
using CloudNet.Store.Audit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CloudNet.Controller.Tests.Audit;

/// <summary>Leases that one statement adds are told together, and as if each were told by itself.</summary>
public sealed class AuditOfManyTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Entry = """
        concat_ws(' ', actor_kind, operation, action, kind, subject_name, before, after::jsonb - 'networkId' - 'hostId')
        """;

    [Fact]
    public async Task All_that_a_statement_adds_are_told_in_their_order_and_none_by_nobody()
    {
        using var owner = await controller.NewTenantAsync("many");
        var network = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        Assert.Contains("begin a Deed", (await Assert.ThrowsAsync<PostgresException>(() => AddAsync(network, "10.100.1.0/24", "10.100.2.0/24"))).MessageText);
        Assert.Empty(await EntriesAsync(network));

        using (Deed.OfSystem("Test").Begin()) await AddAsync(network, "10.100.2.0/24", "10.100.1.0/24");
        await AddByHandAsync(network, "10.100.3.0/24");

        Assert.Equal(
            [
                """system Test created lease 10.100.2.0/24 {"epoch": 0, "subnet": "10.100.2.0/24", "network": "blue", "reservedFor": "h0"}""",
                """system Test created lease 10.100.1.0/24 {"epoch": 0, "subnet": "10.100.1.0/24", "network": "blue", "reservedFor": "h1"}""",
                """database Insert created lease 10.100.3.0/24 {"epoch": 0, "subnet": "10.100.3.0/24", "network": "blue", "reservedFor": "by-hand"}""",
            ],
            await EntriesAsync(network));
    }

    [Fact]
    public async Task A_statement_that_adds_none_tells_nothing_and_needs_nobody()
    {
        using var owner = await controller.NewTenantAsync("none");
        var network = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        await AddAsync(network);
        Assert.Empty(await EntriesAsync(network));
    }

    private async Task AddAsync(NetworkId network, params string[] subnets)
    {
        await using var db = controller.Database.Store().ForSystem();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO leases (id, tenant_id, network_id, subnet, reserved_for, epoch, mac)
            SELECT gen_random_uuid(), tenant_id, id, subnet::cidr, 'h' || place - 1, 0, place
            FROM networks, unnest({subnets}) WITH ORDINALITY AS given(subnet, place) WHERE id = {network.Value} ORDER BY place
            """);
        await transaction.CommitAsync();
    }

    private async Task AddByHandAsync(NetworkId network, string subnet)
    {
        await using var add = controller.Database.Source.CreateCommand($"""
            INSERT INTO leases (id, tenant_id, network_id, subnet, reserved_for, epoch, mac)
            SELECT gen_random_uuid(), tenant_id, id, '{subnet}', 'by-hand', 0, 7 FROM networks WHERE id = '{network}'
            """);
        await add.ExecuteNonQueryAsync();
    }

    private async Task<IReadOnlyList<string>> EntriesAsync(NetworkId network)
    {
        await using var db = controller.Database.Store().ForSystem();
        var of = network.ToString();
        return await db.Database.SqlQueryRaw<string>(
            $"SELECT {Entry} AS \"Value\" FROM audit WHERE kind = 'lease' AND after::jsonb ->> 'networkId' = {{0}} ORDER BY id", of).ToListAsync();
    }
}
