using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Runs commands of <c>ovs-vsctl</c>: all in one transaction, which is done when Open vSwitch has acted on it, and where the database refuses that, each
/// by itself. What it took in and cannot make work it tells of by the name of the port.
/// </summary>
internal sealed class SwitchRun(ToolRunner tools, string? netns)
{
    /// <summary>Most commands in one transaction: so many take less than <see cref="Seconds"/> on a busy host.</summary>
    public const int Most = 200;

    /// <summary>Longest time that a run waits for Open vSwitch; seconds.</summary>
    public const int Seconds = 5;

    // SIGALRM, by which ovs-vsctl ends itself (ovs-vsctl(8), --timeout).
    private const int TimedOut = 128 + 14;
    private const string NoDatabase = "database connection failed";
    private const string NotWorking = "Error detected while setting up";

    private static readonly string Away = $"Open vSwitch has it in its database, but ovs-vswitchd did not act on it within {Seconds} s; "
        + "start it with 'systemctl start openvswitch-switch', or see /var/log/openvswitch/ovs-vswitchd.log";

    /// <summary>Runs them.</summary>
    /// <returns>For each of them null, or what was said when it failed.</returns>
    public async Task<string?[]> RunAsync(IReadOnlyList<KernelCommand> commands, CancellationToken cancel)
    {
        var run = await RunOnceAsync(commands, cancel);
        if (run.ExitCode == 0) return [.. commands.Select(command => WhyNotWorking(command, run.Errors))];
        if (WhyNone(run) is { } reason) return [.. commands.Select(_ => reason)];
        if (commands.Count == 1) return [$"status {run.ExitCode}: {run.Errors.ReplaceLineEndings(" ").Trim()}"];
        var reasons = new List<string?>();
        foreach (var command in commands) reasons.AddRange(await RunAsync([command], cancel));
        return [.. reasons];
    }

    private async Task<ToolOutput> RunOnceAsync(IEnumerable<KernelCommand> commands, CancellationToken cancel) => await tools.RunAsync(
        ["ovs-vsctl", $"--timeout={Seconds}", .. commands.SelectMany(command => command.Arguments.Split(' ').Prepend("--"))], null, netns, cancel);

    // What no other try would change.
    private static string? WhyNone(ToolOutput run) => run.ExitCode == TimedOut ? Away
        : run.Errors.Contains(NoDatabase, StringComparison.Ordinal)
            ? "Open vSwitch's database does not answer; start it with 'systemctl start openvswitch-switch', and what was left in it is put right"
            : null;

    private static string? WhyNotWorking(KernelCommand command, string errors)
    {
        var words = command.Arguments.Split(' ');
        return errors.Split('\n').FirstOrDefault(
            line => line.Contains(NotWorking, StringComparison.Ordinal) && line.Split('\'') is [_, var name, ..] && words.Contains(name))?.Trim();
    }
}
