using System.CommandLine;
using CloudNet.Agent.Cli;
using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>Every command shows lines of its own to copy, and each of them is one that the command line takes.</summary>
public sealed class ExampleTests
{
    [Theory]
    [InlineData("cloudnet", 30)]
    [InlineData("cloudnet-agent", 4)]
    public async Task EachCommand_HasExamplesOfItsOwnThatParse(string program, int least)
    {
        var root = CommandTree.Parse(program, [], Context(TextWriter.Null)).RootCommandResult.Command;
        var leaves = Leaves(root, []).ToArray();
        Assert.True(leaves.Length >= least, $"{leaves.Length}");
        foreach (var path in leaves)
        {
            var lines = await ExamplesAsync(program, path);
            Assert.NotEmpty(lines);
            Assert.All(lines, line => Assert.Equal(path, Examples.Words(line).Take(path.Count)));
            foreach (var line in lines) Assert.Empty(LineProblems.Of(CommandTree.Parse(program, Examples.Words(line), Context(TextWriter.Null))));
        }
    }

    [Theory]
    [InlineData("cloudnet", "token")]
    [InlineData("cloudnet")]
    [InlineData("cloudnet-agent")]
    public async Task AGroup_ShowsThoseOfItsCommands(string program, params string[] path)
    {
        var lines = await ExamplesAsync(program, path);
        Assert.True(lines.Length > 1);
        Assert.All(lines, line => Assert.Equal(path, Examples.Words(line).Take(path.Length)));
    }

    private static IEnumerable<IReadOnlyList<string>> Leaves(Command command, IReadOnlyList<string> path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.SelectMany(below => Leaves(below, [.. path, below.Name]));

    private static async Task<string[]> ExamplesAsync(string program, IReadOnlyList<string> path)
    {
        var output = new StringWriter();
        Assert.Equal(0, await CommandTree.RunAsync(program, [.. path, "--help"], Context(output)));
        return [.. output.ToString().Split("\nExamples:\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim())];
    }

    private static CommandContext Context(TextWriter output) => new(new(output, TextWriter.Null, colours: false), TimeProvider.System, _ => null);
}
