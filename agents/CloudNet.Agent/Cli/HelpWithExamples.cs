using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace CloudNet.Agent.Cli;

/// <summary><c>--help</c>, with lines to copy below: all of them for the whole, those of one command for that command.</summary>
/// <param name="help">The help itself.</param>
/// <param name="examples">A head line, and an example on each line after it.</param>
internal sealed class HelpWithExamples(HelpAction help, string examples) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var status = help.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        foreach (var line in examples.Split('\n').Where((line, at) => at == 0 || command is RootCommand || $"{line} ".Contains($" {command.Name} ")))
            parseResult.InvocationConfiguration.Output.WriteLine(line);
        return status;
    }
}
