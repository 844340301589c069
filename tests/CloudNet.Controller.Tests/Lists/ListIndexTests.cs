using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Lists;

/// <summary>How the database finds a page.</summary>
public sealed class ListIndexTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Nil = "'00000000-0000-0000-0000-000000000000'::uuid";

    [Theory]
    [InlineData("name COLLATE \"C\"", "(name COLLATE \"C\", id, id) > ('key 15000', " + Nil + ", " + Nil + ")", "ix_enrolment_keys_tenant_id_name_id")]
    [InlineData("name COLLATE \"C\"", "name COLLATE \"C\" >= 'key 15' AND name COLLATE \"C\" <= 'key 15\U0010FFFF'", "ix_enrolment_keys_tenant_id_name_id")]
    [InlineData("created_at", "(created_at, id, id) > (now() - interval '1 hour', " + Nil + ", " + Nil + ")", "ix_enrolment_keys_tenant_id_created_at_id")]
    public async Task A_page_is_found_by_an_index_also_behind_the_wall(string sort, string condition, string index)
    {
        var name = $"plan-{condition.Length}";
        using var owner = await controller.NewTenantAsync(name);
        var tenant = await controller.TenantAsync(name);
        await using (var look = controller.Database.Open())
        {
            await look.Database.ExecuteSqlAsync($"""
                INSERT INTO enrolment_keys (id, tenant_id, name, hash, uses, used, created_at, expires_at, networks)
                SELECT gen_random_uuid(), {tenant.Value}, 'key ' || n,
                    sha256(({name} || n)::bytea), 1, 0, now() - n * interval '1 second', now(), ARRAY[]::uuid[]
                FROM generate_series(1, 20000) AS n
                """);
            await look.Database.ExecuteSqlRawAsync("ANALYZE enrolment_keys");
        }
        await using var db = controller.Database.Store().ForTenant(tenant);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await using var explain = db.Database.GetDbConnection().CreateCommand();
        explain.CommandText = $"EXPLAIN SELECT * FROM enrolment_keys WHERE tenant_id = '{tenant}' AND {condition} ORDER BY {sort}, id LIMIT 101";
        List<string> plan = [];
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(0));
        var text = string.Join('\n', plan);
        Assert.Contains($"using {index}", text, StringComparison.Ordinal);
        // By the index's condition, not by looking through it; and in its order.
        Assert.Contains(sort.Split(' ')[0], plan.Single(line => line.Contains("Index Cond", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", text, StringComparison.Ordinal);
    }
}
