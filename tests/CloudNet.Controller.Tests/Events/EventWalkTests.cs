using System.Collections.Concurrent;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CloudNet.Controller.Tests.Events;

/// <summary>Writers whose transactions overlap and end in any order, and readers that come and go at two replicas.</summary>
public sealed class EventWalkTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const int Writers = 8;
    private const int Transactions = 40;

    private readonly ConcurrentQueue<long> committed = new();

    [Fact]
    public async Task Every_reader_sees_every_change_once_and_all_in_the_same_order()
    {
        using var owner = await controller.NewTenantAsync("walk");
        await using var replica = await controller.ReplicaAsync();
        using var there = replica.Here(owner);
        await using var db = controller.Database.Open();
        var tenant = (await db.Tenants.SingleAsync(row => row.Name == "walk")).Id.Value;
        var before = await db.Audit.MaxAsync(row => row.Id);

        string place;
        await using (var reader = await EventReader.OpenAsync(owner, "?kind=network,range"))
        {
            await owner.NewNetworkAsync("first", "10.100.0.0/16");
            await reader.ReadAsync(2);
            place = reader.LastId;
        }
        before += 2;
        var readers = Enumerable.Range(0, 4).Select(seed => ReadAsync(new(seed), [owner, there], place)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(seed => WriteAsync(tenant, new(1000 + seed))));
        await owner.NewNetworkAsync("last", "10.101.0.0/16");
        var read = await Task.WhenAll(readers);

        var expected = await db.Audit.Where(row => row.TenantId == new Contracts.Tenants.TenantId(tenant) && row.Id > before)
            .OrderBy(row => row.Transaction).ThenBy(row => row.Id).Select(row => row.Id).ToListAsync();
        Assert.All(read, ids => Assert.Equal(expected, [.. ids, expected[^1]]));
        Assert.True(expected.Count > 400, $"only {expected.Count} changes");
        // Else this would be no test of order: many were committed after a younger one.
        var order = committed.ToArray();
        Assert.True(order.Zip(order.Skip(1)).Count(pair => pair.First > pair.Second) > 20, "the writers took turns");
    }

    private async Task WriteAsync(Guid tenant, Random random)
    {
        await using var connection = await controller.Database.Source.OpenConnectionAsync();
        for (var count = 0; count < Transactions; count++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var ask = new NpgsqlCommand("SELECT pg_current_xact_id()::text::bigint", connection, transaction);
            var number = (long)(await ask.ExecuteScalarAsync())!;
            for (var rows = random.Next(1, 4); rows > 0; rows--)
            {
                await using var insert = new NpgsqlCommand("""
                    INSERT INTO enrolment_keys (id, tenant_id, name, hash, uses, used, created_at, expires_at, networks)
                    VALUES (gen_random_uuid(), $1, 'walk', sha256(gen_random_uuid()::text::bytea), 1, 0, now(), now(), '{}')
                    """, connection, transaction);
                insert.Parameters.Add(new() { Value = tenant });
                await insert.ExecuteNonQueryAsync();
                await Task.Delay(random.Next(0, 15));
            }
            if (random.Next(8) == 0)
            {
                await transaction.RollbackAsync();
                continue;
            }
            await transaction.CommitAsync();
            committed.Enqueue(number);
        }
    }

    // Until the network 'last': what is after it is its range.
    private static async Task<IReadOnlyList<long>> ReadAsync(Random random, ApiClient[] replicas, string place)
    {
        var ids = new List<long>();
        while (true)
        {
            var at = replicas[random.Next(replicas.Length)];
            await using var reader = random.Next(2) == 0
                ? await EventReader.OpenAsync(at, lastId: place)
                : await EventReader.OpenAsync(at, $"?after={place}");
            for (var left = random.Next(1, 60); left > 0; left--)
            {
                var read = (await reader.ReadAsync())!;
                (ids, place) = ([.. ids, read.Entry.Id], read.Id);
                if (read.Entry is { Kind: "network", SubjectName: "last" }) return ids;
            }
        }
    }
}
