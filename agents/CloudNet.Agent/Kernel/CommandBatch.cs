using System.Text;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Commands of one tool, run in one process and as far as possible each by itself: <c>ip -force -batch -</c> and
/// <c>bridge -force -batch -</c> go on after a line that failed and name it ("Command failed -:7"). Peers of one WireGuard device are set
/// by one <c>wg</c>, and where that fails each by itself; so are those of Open vSwitch. All others are run one by one.
/// </summary>
internal sealed class CommandBatch(ToolRunner tools, KernelTool tool, string? netns)
{
    private const int LinesFailed = 1;
    private const string FailedLine = "Command failed -:";

    private const string RefusedLine = "Line ";

    // A peer takes some 150 bytes, and a command line holds 2 MiB (execve(2)).
    private const int MostPeers = 4000;
    private readonly List<KernelCommand> commands = [];

    /// <summary>The commands.</summary>
    public IReadOnlyList<KernelCommand> Commands => commands;

    /// <summary>Adds a command, where it fits in.</summary>
    /// <returns>False where it does not: it needs another batch.</returns>
    public bool TryAdd(KernelCommand command)
    {
        if (command.Tool != tool || command.Netns != netns) return false;
        if (commands.Count > 0 && !GoTogether(commands[0], command)) return false;
        commands.Add(command);
        return true;
    }

    private bool GoTogether(KernelCommand first, KernelCommand next) => tool switch
    {
        KernelTool.UdpBatch => ControlOf(first) == ControlOf(next),
        KernelTool.Ip or KernelTool.Bridge => !first.Alone && !next.Alone,
        KernelTool.Wg => DeviceOf(first) is { } device && device == DeviceOf(next) && commands.Count < MostPeers,
        KernelTool.OvsVsctl => !first.Alone && !next.Alone && commands.Count < SwitchRun.Most,
        _ => false,
    };

    private static string ControlOf(KernelCommand command) => command.Arguments.Split(' ', 2)[0];

    // Of a command about one peer.
    private static string? DeviceOf(KernelCommand command) => command.Arguments.Split(' ', 4) is ["set", var device, "peer", _] ? device : null;

    /// <summary>Runs the commands.</summary>
    /// <returns>For each of them null, or what the tool said when it failed.</returns>
    public async Task<string?[]> RunAsync(CancellationToken cancel)
    {
        try
        {
            return tool switch
            {
                KernelTool.Ip or KernelTool.Bridge => await RunLinesAsync(commands[0].Program, cancel),
                KernelTool.Nft => [Outcome(await tools.RunAsync(["nft", "-f", "-"], commands[0].Arguments, netns, cancel))],
                KernelTool.Sysctl => [await RunOneAsync(["sysctl", "-q"], commands[0], cancel)],
                KernelTool.Wg when commands.Count > 1 => await RunPeersAsync(cancel),
                KernelTool.UdpRun => [await new TunnelStart(tools).RunAsync(commands[0].Arguments, netns, cancel)],
                KernelTool.UdpBatch => await RunUdpAsync(cancel),
                KernelTool.OvsVsctl => await new SwitchRun(tools, netns).RunAsync(commands, cancel),
                _ => [await RunOneAsync([commands[0].Program], commands[0], cancel)],
            };
        }
        catch (KernelException error)
        {
            return [.. commands.Select(_ => error.Message)];
        }
    }

    private async Task<string?> RunOneAsync(string[] program, KernelCommand command, CancellationToken cancel) =>
        Outcome(await tools.RunAsync([.. program, .. command.Arguments.Split(' ')], null, netns, cancel));

    // What it refuses it names by line, and does the rest.
    private async Task<string?[]> RunUdpAsync(CancellationToken cancel)
    {
        var lines = string.Concat(commands.Select(command => command.Arguments.Split(' ', 2)[1] + "\n"));
        var run = await tools.RunAsync([OwnProgram.Path, "udp", "batch", "--control", ControlOf(commands[0])], lines, netns, cancel);
        var reasons = new string?[commands.Count];
        if (run.ExitCode == 0) return reasons;
        foreach (var said in run.Errors.Split('\n'))
            if (said.StartsWith(RefusedLine, StringComparison.Ordinal) && said.IndexOf(':') is > 0 and var colon
                && int.TryParse(said.AsSpan(RefusedLine.Length, colon - RefusedLine.Length), out var number) && number >= 1 && number <= reasons.Length)
                reasons[number - 1] = said[(colon + 1)..].Trim();
        if (Array.TrueForAll(reasons, reason => reason is null)) Array.Fill(reasons, Outcome(run));
        return reasons;
    }

    private async Task<string?[]> RunPeersAsync(CancellationToken cancel)
    {
        var (program, device) = (commands[0].Program, DeviceOf(commands[0])!);
        string[] together = [program, "set", device, .. commands.SelectMany(command => command.Arguments.Split(' ').Skip(2))];
        if ((await tools.RunAsync(together, null, netns, cancel)).ExitCode == 0) return new string?[commands.Count];
        var reasons = new List<string?>();
        foreach (var command in commands) reasons.Add(await RunOneAsync([program], command, cancel));
        return [.. reasons];
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
