using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Starts the process of the driver udp so that it outlives this one: in a session of its own, with its words in a file beside its control socket. It
/// is started when it answers there.
/// </summary>
internal sealed class TunnelStart(ToolRunner tools)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts it.</summary>
    /// <param name="arguments">Of <c>udp run</c>; they end with the control socket.</param>
    /// <param name="netns">The network namespace, or null for the host's.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>Null, or why it does not answer.</returns>
    public async Task<string?> RunAsync(string arguments, string? netns, CancellationToken cancel)
    {
        var control = arguments.Split(' ')[^1];
        var log = System.IO.Path.ChangeExtension(control, ".log");
        var line = $"mkdir -p -m 700 {UdpLink.Folder}; rm -f {control}; exec setsid -f {OwnProgram.Path} udp run {arguments} </dev/null >{log} 2>&1";
        var begun = await tools.RunAsync(["sh", "-c", line], null, netns, cancel);
        if (begun.ExitCode != 0) return $"status {begun.ExitCode}: {begun.Errors.Trim()}";
        for (var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds; Environment.TickCount64 < until; await Task.Delay(Pause, cancel))
        {
            var shown = await tools.RunAsync([OwnProgram.Path, "udp", "show", "--control", control], null, netns, cancel);
            if (shown.ExitCode == 0) return null;
        }
        var said = await tools.RunAsync(["tail", "-n", "3", log], null, netns, cancel);
        return $"it does not answer at {control}: {said.Output.ReplaceLineEndings(" ").Trim()}";
    }
}
