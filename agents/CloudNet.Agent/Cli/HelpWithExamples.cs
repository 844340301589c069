using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace CloudNet.Agent.Cli;

/// <summary><c>--help</c>, with lines to copy below (<see cref="Examples"/>).</summary>
/// <param name="help">The help itself.</param>
/// <param name="examples">An example each.</param>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyList<string> examples) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var status = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        string[] own = [.. Examples.Of(examples, Path(parseResult.CommandResult))];
        if (own.Length > 0) output.WriteLine("Examples:");
        foreach (var line in own) output.WriteLine($"  {line}");
        return status;
    }

    private static List<string> Path(CommandResult command)
    {
        List<string> path = [];
        for (var at = command; at?.Command is not (null or RootCommand); at = at.Parent as CommandResult) path.Insert(0, at.Command.Name);
        return path;
    }
}
