using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Lists;
using CloudNet.Controller.Tests.Access;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Audit;

/// <summary>Finding in the log, paging through it, and taking it along.</summary>
public sealed class AuditSearchTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task Each_filter_finds_what_it_says_and_nothing_else()
    {
        using var owner = await controller.NewTenantAsync("search");
        using var eve = await controller.JoinAsync(owner, "search", "eve-search", "operator");
        var blue = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await eve.NewNetworkAsync("green", "10.101.0.0/16", "routed");
        var all = await owner.AuditAsync();
        var eves = all.First(entry => entry.Actor.Name == "eve-search").Actor.Id;
        foreach (var (query, expected) in new (string, Func<AuditEntry, bool>)[]
        {
            ("actor=eve-search", entry => entry.Actor.Name == "eve-search"), ($"actor={eves}", entry => entry.Actor.Id == eves),
            ("operation=CreateNetwork", entry => entry.Operation == "CreateNetwork"), ("kind=token", entry => entry.Kind == "token"),
            ($"id={blue.Id}", entry => entry.SubjectId == blue.Id.Value), ("text=GREEN", entry => entry.SubjectName == "green" || (entry.Kind == "range" && entry.Operation == "CreateNetwork" && entry.SubjectName != "10.100.0.0/16")),
            ("text=10.101.0.", entry => entry.SubjectName == "10.101.0.0/16"), ("text=%25", _ => false), ("text=gr_en", _ => false),
            ("kind=network&actor=admin", entry => entry is { Kind: "network", Actor.Name: "admin" }),
            ($"from={all[3].At.UtcDateTime:O}", entry => entry.At >= all[3].At), ($"to={all[3].At.UtcDateTime:O}", entry => entry.At < all[3].At),
        })
        {
            var found = await owner.AuditAsync(query);
            Assert.Equal(all.Where(expected).Select(entry => entry.Id), found.Select(entry => entry.Id));
            Assert.True(found.Count > 0 || !all.Any(expected), query);
        }
    }

    [Fact]
    public async Task Pages_have_each_entry_once_newest_first_also_while_more_come()
    {
        using var owner = await controller.NewTenantAsync("pages");
        for (var at = 0; at < 12; at++) await owner.NewKeyAsync();
        var all = (await owner.AuditAsync()).Select(entry => entry.Id).Reverse().ToArray();
        var (seen, cursor) = (new List<long>(), "");
        while (cursor is not null)
        {
            var page = await owner.GetAsync<Page<AuditEntry>>($"/api/v1/audit?limit=5{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}");
            Assert.True(page.Items.Count == 5 || page.Next is null);
            seen.AddRange(page.Items.Select(entry => entry.Id));
            cursor = page.Next;
            await owner.NewKeyAsync();
        }
        Assert.Equal(all, seen);
        Assert.True(seen.Count > 12);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("cursor=yesterday", "cursor")]
    [InlineData("cursor=7fffffffffffffff-1", "cursor")]
    [InlineData("id=blue", "id")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-11-24", "to")]
    [InlineData("text=%00", "text")]
    public async Task What_is_wrong_is_named(string query, string field)
    {
        using var admin = await controller.AdminAsync();
        Assert.Equal(field, Assert.Single((await admin.GetRefusedAsync($"/api/v1/audit?{query}", 400)).Problems!).Field);
    }

    [Fact]
    public async Task A_search_looks_through_so_many_and_leads_on()
    {
        using var owner = await controller.NewTenantAsync("far");
        await owner.NewNetworkAsync("needle", "10.100.0.0/16");
        await FillAsync("far", 25_000);
        var page = await owner.GetAsync<Page<AuditEntry>>("/api/v1/audit?text=needle");
        Assert.Empty(page.Items);
        page = await owner.GetAsync<Page<AuditEntry>>($"/api/v1/audit?text=needle&cursor={page.Next}");
        Assert.Equal(["10.100.0.0/16", "needle"], page.Items.Select(entry => entry.SubjectName));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task The_export_has_all_of_it_as_lines_of_json_or_a_table_that_no_spreadsheet_runs()
    {
        using var owner = await controller.NewTenantAsync("export");
        await FillAsync("export", 2_500);
        await owner.PostAsync<Contracts.Enrolment.CreatedEnrolmentKey>(
            "/api/v1/enrolment-keys", new Contracts.Enrolment.CreateEnrolmentKey("=HYPERLINK(\"http://x\")"), 201);
        await using var db = controller.Database.Open();
        var ids = await db.Audit.Where(row => db.Tenants.Any(tenant => tenant.Id == row.TenantId && tenant.Name == "export"))
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Select(row => row.Id).ToListAsync();

        var lines = (await owner.Http.GetStringAsync("/api/v1/audit/export")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ids, lines.Select(line => System.Text.Json.JsonSerializer.Deserialize<AuditEntry>(line, ApiClient.Json)!.Id));
        var table = (await owner.Http.GetStringAsync("/api/v1/audit/export?format=csv&kind=enrolment-key")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, table.Length);
        Assert.StartsWith("\"id\",\"at\",", table[0]);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\")\",", table[1]);
        await owner.GetRefusedAsync("/api/v1/audit/export?format=xls", 400);
    }

    [Theory]
    [InlineData("actor_id = '00000000-0000-0000-0000-000000000001'", "ix_audit_tenant_id_actor_id_at_id")]
    [InlineData("actor_name = 'rare'", "ix_audit_tenant_id_actor_name_at_id")]
    [InlineData("operation = 'Rare'", "ix_audit_tenant_id_operation_at_id")]
    [InlineData("kind = 'rare'", "ix_audit_tenant_id_kind_at_id")]
    [InlineData("subject_id = '00000000-0000-0000-0000-000000000001'", "ix_audit_tenant_id_subject_id_at_id")]
    [InlineData("at < '2026-01-01'", "ix_audit_tenant_id_at_id")]
    public async Task A_page_is_found_by_an_index_also_behind_the_wall(string condition, string index)
    {
        var name = $"plan-{Math.Abs(condition.GetHashCode(StringComparison.Ordinal))}";
        using var owner = await controller.NewTenantAsync(name);
        await FillAsync(name, 20_000);
        await using var look = controller.Database.Open();
        await look.Database.ExecuteSqlRawAsync("ANALYZE audit");
        var tenant = (await look.Tenants.SingleAsync(row => row.Name == name)).Id;
        await using var db = controller.Database.Store().ForTenant(tenant);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var connection = db.Database.GetDbConnection();
        await using var explain = connection.CreateCommand();
        explain.CommandText = $"EXPLAIN SELECT * FROM audit WHERE tenant_id = '{tenant}' AND {condition} ORDER BY at DESC, id DESC LIMIT 100";
        var plan = new List<string>();
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(0));
        Assert.Contains(index, string.Join('\n', plan));
    }

    // Entries as if much had been done: written by the owner of the tables, the triggers being the only other way.
    private async Task FillAsync(string tenant, int count)
    {
        await using var db = controller.Database.Open();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO audit (tenant_id, at, transaction, actor_kind, actor_name, origin, operation, action, kind, subject_id, subject_name)
            SELECT id, now(), 1, 'user', 'busy', 'api', 'JoinNetwork', 'created', 'lease', gen_random_uuid(), n::text
            FROM tenants, generate_series(1, {count}) AS n WHERE name = {tenant}
            """);
    }
}
