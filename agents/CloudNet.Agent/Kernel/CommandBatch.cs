using System.Text;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Commands of one tool, run in one process and as far as possible each by itself: <c>ip -force -batch -</c> and
/// <c>bridge -force -batch -</c> go on after a line that failed and name it ("Command failed -:7"). nft scripts and sysctl are run
/// one by one.
/// </summary>
internal sealed class CommandBatch(ToolRunner tools, KernelTool tool, string? netns)
{
    private const int LinesFailed = 1;
    private const string FailedLine = "Command failed -:";
    private readonly List<KernelCommand> commands = [];

    /// <summary>The commands.</summary>
    public IReadOnlyList<KernelCommand> Commands => commands;

    /// <summary>Adds a command, where it fits in.</summary>
    /// <returns>False where it does not: it needs another batch.</returns>
    public bool TryAdd(KernelCommand command)
    {
        if (command.Tool != tool || command.Netns != netns) return false;
        if (commands.Count > 0 && (command.Alone || commands[0].Alone || tool is not (KernelTool.Ip or KernelTool.Bridge))) return false;
        commands.Add(command);
        return true;
    }

    /// <summary>Runs the commands.</summary>
    /// <returns>For each of them null, or what the tool said when it failed.</returns>
    public async Task<string?[]> RunAsync(CancellationToken cancel)
    {
        try
        {
            return tool switch
            {
                KernelTool.Ip => await RunLinesAsync("ip", cancel),
                KernelTool.Bridge => await RunLinesAsync("bridge", cancel),
                KernelTool.Nft => [Outcome(await tools.RunAsync(["nft", "-f", "-"], commands[0].Arguments, netns, cancel))],
                _ => [Outcome(await tools.RunAsync(["sysctl", "-q", .. commands[0].Arguments.Split(' ')], null, netns, cancel))],
            };
        }
        catch (KernelException error)
        {
            return [.. commands.Select(_ => error.Message)];
        }
    }

    private async Task<string?[]> RunLinesAsync(string program, CancellationToken cancel)
    {
        var lines = new StringBuilder();
        foreach (var command in commands) lines.Append(command.Arguments).Append('\n');
        return Reasons(await tools.RunAsync([program, "-force", "-batch", "-"], lines.ToString(), netns, cancel), commands.Count);
    }

    private static string?[] Reasons(ToolOutput run, int count)
    {
        var reasons = new string?[count];
        var words = new List<string>();
        var told = 0;
        foreach (var line in run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!line.StartsWith(FailedLine, StringComparison.Ordinal) || !int.TryParse(line.AsSpan(FailedLine.Length), out var number)
                || number < 1 || number > count)
            {
                words.Add(line);
                continue;
            }
            told = number;
            reasons[number - 1] = words.Count > 0 ? string.Join("; ", words) : "failed without a word";
            words.Clear();
        }
        // Status 1 is what a batch with failed lines ends with. With any other the tool ended in the middle: it could not enter
        // the namespace, gave up or was killed. Of what came after the last line that it named nothing is known to be done.
        if (run.ExitCode is not (0 or LinesFailed) || (run.ExitCode == LinesFailed && told == 0))
            Array.Fill(reasons, Outcome(run), told, count - told);
        return reasons;
    }

    private static string? Outcome(ToolOutput run) =>
        run.ExitCode == 0 ? null : $"status {run.ExitCode}: {run.Errors.ReplaceLineEndings(" ").Trim()}";
}
