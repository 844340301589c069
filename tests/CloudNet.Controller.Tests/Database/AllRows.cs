using System.Text;

namespace CloudNet.Controller.Tests.Database;

/// <summary>Everything that a database holds, to see that nothing changed.</summary>
public static class AllRows
{
    /// <summary>All rows of all tables, but for what changes by itself: when a token was last used, and what the relay has published.</summary>
    public static async Task<string> ReadAsync(TestDatabase database)
    {
        var source = database.Source;
        var tables = new List<string>();
        await using (var names = await source.CreateCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").ExecuteReaderAsync())
            while (await names.ReadAsync()) tables.Add(names.GetString(0));
        Assert.Contains("members", tables);
        var rows = new StringBuilder();
        foreach (var table in tables)
        {
            await using var read = source.CreateCommand(
                $"SELECT string_agg((to_jsonb(t) - 'last_used_at' - 'published')::text, E'\\n' ORDER BY t::text) FROM {table} t");
            rows.Append(table).Append('\n').Append(await read.ExecuteScalarAsync()).Append('\n');
        }
        return rows.ToString();
    }
}
