using System.Text.RegularExpressions;
using Xunit;

namespace CloudNet.Repository;

/// <summary>The controller knows the schema by the name of its newest migration, and refuses to start on an older one.</summary>
public sealed partial class MigrationTests
{
    private const string SchemaVersion = "src/CloudNet.Store/SchemaVersion.cs";

    [Fact]
    public void TheControllerExpectsTheNewestMigration()
    {
        var newest = Rule.NotEmpty("migration", RepositoryFiles.All.Select(path => Migration().Match(path)).Where(match => match.Success))
            .Select(match => match.Groups[1].Value).Max(StringComparer.Ordinal);
        Rule.Holds(
            "A controller that expects an older schema starts on a database that lacks what its code uses.",
            new[] { SchemaVersion }.Where(path => !RepositoryFiles.Read(path).Contains($"\"{newest}\"", StringComparison.Ordinal))
                .Select(path => $"{path} does not name {newest}"));
    }

    [GeneratedRegex(@"^migrations/CloudNet\.Migrations/Migrations/(\d{14}_[A-Za-z0-9]+)\.cs$")]
    private static partial Regex Migration();
}
