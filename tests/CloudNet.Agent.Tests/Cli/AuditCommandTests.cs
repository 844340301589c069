using System.Diagnostics;
using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>The audit log a page at a time.</summary>
public sealed class AuditCommandTests
{
    private const string Begin = "There is more. Go on with: cloudnet ";

    private const string Entry = """
        {"id":7,"at":"2026-11-24T12:00:00+00:00","actor":{"kind":"user","id":null,"name":"anna","tokenId":null},"origin":"api","address":null,
        "operation":"CreateNetwork","action":"created","kind":"network","subjectId":"019aa3c1-0000-7000-8000-000000000001","subjectName":"blue",
        "before":null,"after":null}
        """;

    [Fact]
    public async Task APageThatIsNotTheLast_SaysOnTheSideHowToGoOn_AndThatLineDoes()
    {
        string[] line = ["audit", "list", "--text", "it's $HOME", "--actor", "anna", "--limit", "1"];
        var (status, output, errors, asked) = await OperatorLine.RunAsync(_ => Page("5f-a"), line);
        Assert.Equal(["GET audit?limit=1&actor=anna&text=it%27s%20%24HOME "], asked);
        Assert.Equal(0, status);
        Assert.EndsWith("anna  api     CreateNetwork  network blue created\n", output);
        Assert.StartsWith(Begin, errors);
        Assert.EndsWith(" --after 5f-a\n", errors);

        var last = await OperatorLine.RunAsync(_ => Page(null), await WordsAsync(errors[Begin.Length..]));
        Assert.Equal(["GET audit?limit=1&cursor=5f-a&actor=anna&text=it%27s%20%24HOME "], last.Asked);
        Assert.Equal((output, ""), (last.Output, last.Errors));
    }

    [Fact]
    public async Task InJson_TheCursorIsInTheOutput()
    {
        var (_, output, errors, _) = await OperatorLine.RunAsync(_ => Page("5f-a"), "audit", "list", "--json");
        Assert.Equal((Page("5f-a") + "\n", ""), (output, errors));
    }

    [Fact]
    public async Task APageWithNothingOnIt_IsNotTakenForTheEnd()
    {
        var (_, output, errors, _) = await OperatorLine.RunAsync(_ => """{"items":[],"next":"5f-a"}""", "audit", "list", "--text", "x");
        Assert.Equal("There is no such entry among those that were looked through.\n", output);
        Assert.Equal($"{Begin}audit list --limit 50 --text x --after 5f-a\n", errors);
        Assert.Equal(("There is no such entry.\n", ""), await EndAsync());
    }

    [Fact]
    public async Task ARefusal_NamesTheOptionsThatWereTyped()
    {
        var (status, _, errors, asked) = await OperatorLine.RunAsync(
            _ => OperatorLine.Refusal("limit", "cursor", "from"), "audit", "list", "--limit", "5000", "--after", "x y", "--from", "now");
        Assert.Equal(1, status);
        Assert.Equal(["GET audit?limit=5000&cursor=x%20y&from=now "], asked);
        foreach (var option in new[] { "--limit", "--after", "--from" }) Assert.Contains($"\n  {option}: It is wrong. Right it.\n", errors);
        Assert.Contains("\n  --from: ", (await OperatorLine.RunAsync(_ => OperatorLine.Refusal("from"), "audit", "export", "--from", "now")).Errors);
    }

    private static string Page(string? next) => $$"""{"items":[{{Entry}}],"next":{{(next is null ? "null" : $"\"{next}\"")}}}""";

    private static async Task<(string Output, string Errors)> EndAsync()
    {
        var (_, output, errors, _) = await OperatorLine.RunAsync(_ => """{"items":[],"next":null}""", "audit", "list", "--text", "x");
        return (output, errors);
    }

    // As a shell understands the line.
    private static async Task<string[]> WordsAsync(string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"printf '%s\\n' {line}"]) { RedirectStandardOutput = true })!;
        var words = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        return words.TrimEnd('\n').Split('\n');
    }
}
