using System.Text.RegularExpressions;
using Xunit;

namespace CloudNet.Repository;

/// <summary>How text looks, so that a diff shows what changed and nothing else.</summary>
public sealed partial class TextTests
{
    private const int Width = 160;
    private const int WidthEver = 250;

    private static readonly string[] Texts =
        [".cs", ".razor", ".css", ".js", ".sh", ".awk", ".csproj", ".props", ".json", ".yml", ".yaml", ".md", ".txt", ".service", "Dockerfile", ".ci/run"];

    [Fact]
    public void NoTrailingBlanks() => Rule.Holds(
        "Trailing blanks make differences that nobody sees.",
        OwnText().SelectMany(path => RepositoryFiles.Lines(path).Select((line, at) => (line, at))
            .Where(numbered => numbered.line.Length > 0 && char.IsWhiteSpace(numbered.line[^1])).Select(numbered => $"{path}:{numbered.at + 1}")));

    [Fact]
    public void FilesEndWithOneNewline() => Rule.Holds(
        "A file ends with one newline and has Unix line ends: the next line added is then a difference of one line.",
        from path in OwnText()
        let text = RepositoryFiles.Read(path)
        where text.Length > 0 && (!text.EndsWith('\n') || text.EndsWith("\n\n", StringComparison.Ordinal) || text.Contains('\r'))
        select path);

    [Fact]
    public void LinesFitTheScreen() => Rule.Holds(
        $"Code has at most {Width} columns (.editorconfig), so that it reads without scrolling. A sentence in quotes is not broken, " +
        $"nor is an element of markup, but neither has more than {WidthEver}.",
        from path in RepositoryFiles.WithEnding(".cs", ".razor", ".sh", ".awk", ".js")
        where !IsGenerated(path)
        from line in RepositoryFiles.Lines(path).Select((text, at) => (text, at))
        where line.text.Length > (path.EndsWith(".razor", StringComparison.Ordinal) || Sentence().IsMatch(line.text) ? WidthEver : Width)
        select $"{path}:{line.at + 1}: {line.text.Length} columns");

    [Fact]
    public void ScriptsStopAtTheFirstFailure() => Rule.Holds(
        "A script that goes on after a failed command reports success for work that was not done.",
        from path in RepositoryFiles.All
        let text = RepositoryFiles.Read(path)
        where text.StartsWith("#!/", StringComparison.Ordinal) && text[..text.IndexOf('\n', StringComparison.Ordinal)].EndsWith("sh", StringComparison.Ordinal)
        where !text.Contains("\nset -e", StringComparison.Ordinal)
        select path);

    [Fact]
    public void NothingIsFetchedFromElsewhereAtRunTime() => Rule.Holds(
        "The dashboard works in a closed network: scripts, styles and fonts come from the controller itself.",
        from path in RepositoryFiles.WithEnding(".razor", ".css", ".html", ".cshtml")
        from line in RepositoryFiles.Lines(path).Select((text, at) => (text, at))
        where LoadsFromElsewhere(line.text) select $"{path}:{line.at + 1}");

    private static bool LoadsFromElsewhere(string line) =>
        line.Contains("src=\"http", StringComparison.Ordinal) || line.Contains("url(http", StringComparison.Ordinal) ||
        line.Contains("@import", StringComparison.Ordinal) && line.Contains("http", StringComparison.Ordinal) ||
        line.Contains("<link", StringComparison.Ordinal) && line.Contains("href=\"http", StringComparison.Ordinal);

    private static IEnumerable<string> OwnText() => RepositoryFiles.WithEnding(Texts).Where(path => !IsGenerated(path));

    private static bool IsGenerated(string path) =>
        path.Contains("/Migrations/", StringComparison.Ordinal) || path.EndsWith("package-lock.json", StringComparison.Ordinal) ||
        path.EndsWith(".min.js", StringComparison.Ordinal) || path.EndsWith(".min.css", StringComparison.Ordinal);

    [GeneratedRegex("\"[^\"]{30,}\"")]
    private static partial Regex Sentence();
}
