using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Xunit;

namespace CloudNet.Repository;

/// <summary>Words that rot mislead; these are read by machine at every change.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class DocumentTests
{
    private static readonly string[] Needed =
        ["README.md", "LICENSE", "docs/architecture.md", "docs/protocol.md", "docs/operating.md", "docker-compose.yml", "demo.sh", "test.sh", ".ci/run"];

    [Fact]
    public void WhatAReaderLooksForIsThere() => Rule.Holds(
        "A newcomer starts from these.", Needed.Where(path => !RepositoryFiles.Exists(path)));

    [Fact]
    public void DocumentsNameOnlyFilesThatExist() => Rule.Holds(
        "A document leads the reader to files; one that is gone or renamed leads nowhere.",
        from document in RepositoryFiles.WithEnding(".md")
        from name in FileNames(RepositoryFiles.Read(document)).Distinct()
        where !IsThere(document, name) select $"{document}: {name}");

    [Fact]
    public void LinksBetweenDocumentsWork() => Rule.Holds(
        "A link in a document that leads nowhere is worse than none.",
        from document in RepositoryFiles.WithEnding(".md")
        from Match link in MarkdownLink().Matches(RepositoryFiles.Read(document))
        let target = link.Groups[1].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal)
        where !RepositoryFiles.Exists(Path.Combine(Folder(document), target)) select $"{document}: {target}");

    [Fact]
    public void CommandsOfTheReadmeExist() => Rule.Holds(
        "The README's commands are typed as they stand.",
        from document in new[] { "README.md", "docs/operating.md" }.Where(RepositoryFiles.Exists)
        from Match script in Script().Matches(RepositoryFiles.Read(document))
        let path = script.Groups[1].Value
        where !RepositoryFiles.Exists(path) || !File.GetUnixFileMode(Path.Combine(RepositoryFiles.Root, path)).HasFlag(UnixFileMode.UserExecute)
        select $"{document}: ./{path}");

    // In back quotes: `HostPlanner.cs`, `src/CloudNet.Store/Tables/`, `agents/packaging/install.sh`. Not a URL's path, a pattern or an example.
    private static IEnumerable<string> FileNames(string text) =>
        from Match quoted in BackQuoted().Matches(text)
        let name = quoted.Groups[1].Value
        where SourceName().IsMatch(name) || RepositoryPath().IsMatch(name)
        select name;

    private static bool IsThere(string document, string name) =>
        RepositoryFiles.Exists(name) || RepositoryFiles.Exists(Path.Combine(Folder(document), name)) ||
        RepositoryFiles.All.Any(path => path.EndsWith("/" + name, StringComparison.Ordinal));

    private static string Folder(string document) => Path.GetDirectoryName(document) ?? "";

    [GeneratedRegex(@"`([^`\s<>{}*…]+)`")]
    private static partial Regex BackQuoted();

    [GeneratedRegex(@"^[A-Za-z.]+\.(cs|razor|csproj|props)$")]
    private static partial Regex SourceName();

    [GeneratedRegex(@"^(src|web|agents|migrations|tests|docs|\.ci)/[A-Za-z0-9./_-]*$")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"(?<![\w/])\./([a-z]+\.sh)\b")]
    private static partial Regex Script();
}
