using CloudNet.Controller.Tests.Database;

namespace CloudNet.Controller.Tests.Isolation;

/// <summary>A table whose rows belong to tenants, as the database itself tells: one that is added later is among them.</summary>
/// <param name="Name">The table.</param>
/// <param name="Column">Its column that holds the tenant.</param>
/// <param name="Columns">All of its columns that can be written.</param>
public sealed record OwnedTable(string Name, string Column, string Columns)
{
    public static async Task<IReadOnlyList<OwnedTable>> AllAsync(TestDatabase database)
    {
        await using var ask = database.Source.CreateCommand("""
            SELECT relname, attname, (SELECT string_agg(quote_ident(own.attname), ', ') FROM pg_attribute own
                    WHERE own.attrelid = pg_class.oid AND own.attnum > 0 AND NOT own.attisdropped AND own.attgenerated = '')
            FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                AND (attname = 'tenant_id' OR relname = 'tenants' AND attname = 'id') ORDER BY relname
            """);
        await using var reader = await ask.ExecuteReaderAsync();
        var found = new List<OwnedTable>();
        while (await reader.ReadAsync()) found.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return found;
    }

    /// <summary>All rows of a tenant, as JSON, in an order that is the same each time.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(TestDatabase database, Guid tenant)
    {
        await using var ask = database.Source.CreateCommand($"SELECT to_jsonb(own)::text AS row FROM {Name} AS own WHERE {Column} = $1 ORDER BY row");
        ask.Parameters.Add(new() { Value = tenant });
        await using var reader = await ask.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
