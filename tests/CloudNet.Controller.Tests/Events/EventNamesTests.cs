using System.Text.RegularExpressions;
using CloudNet.Controller.Tests.Database;
using CloudNet.Domain.Events;

namespace CloudNet.Controller.Tests.Events;

/// <summary>The names of events are those of what the database tells, and the document lists them.</summary>
public sealed partial class EventNamesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_kinds_are_those_of_the_audited_tables()
    {
        await using var ask = database.Source.CreateCommand(
            "SELECT split_part(encode(tgargs, 'escape'), '\\000', 1) AS kind FROM pg_trigger WHERE tgname = 'audit' ORDER BY 1");
        await using var reader = await ask.ExecuteReaderAsync();
        var told = new List<string>();
        while (await reader.ReadAsync()) told.Add(reader.GetString(0));
        Assert.Equal(told.Order(StringComparer.Ordinal), EventNames.Kinds);
    }

    [Fact]
    public void The_document_lists_each_of_them() => Assert.Equal(
        EventNames.Kinds, Row().Matches(File.ReadAllText(Document())).Select(row => row.Groups[1].Value));

    [GeneratedRegex(@"(?m)^\| `([a-z-]+)` \|")]
    private static partial Regex Row();

    private static string Document()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CloudNet.sln"))) folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "docs", "events.md");
    }
}
