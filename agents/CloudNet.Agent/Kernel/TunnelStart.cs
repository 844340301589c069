using System.Globalization;
using System.Text.Json;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Udp.Control;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Starts the process of the driver udp so that it outlives this one: in a session of its own, with its words in a file beside its control socket. It
/// is started when it answers there. One that carried a link of that name before ends with that link, a moment after it, and is waited for: it holds the port.
/// </summary>
internal sealed class TunnelStart(ToolRunner tools)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const int Tries = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts it.</summary>
    /// <param name="arguments">Of <c>udp run</c>; they end with the control socket.</param>
    /// <param name="netns">The network namespace, or null for the host's.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>Null, or why it does not answer.</returns>
    public async Task<string?> RunAsync(string arguments, string? netns, CancellationToken cancel)
    {
        var control = arguments.Split(' ')[^1];
        if (await ProcessAsync(control, netns, cancel) is { } before && !await HoldsAsync(() => Task.FromResult(!IsAlive(before)), cancel))
            return $"process {before}, which carried the link before, does not end; end it with 'kill {before}'";
        for (var tries = 1; ; tries++)
        {
            var (isTaken, failure) = await TryAsync(arguments, control, netns, cancel);
            if (failure is null || !isTaken || tries == Tries) return failure;
        }
    }

    private async Task<(bool IsPortTaken, string? Failure)> TryAsync(string arguments, string control, string? netns, CancellationToken cancel)
    {
        var log = UdpLink.LogOf(control);
        var line = $"mkdir -p -m 700 {UdpLink.Folder}; rm -f {control}; exec setsid -f {OwnProgram.Path} udp run {arguments} </dev/null >{log} 2>&1";
        var begun = await tools.RunAsync(["sh", "-c", line], null, netns, cancel);
        if (begun.ExitCode != 0) return (false, $"status {begun.ExitCode}: {begun.Errors.Trim()}");
        if (await HoldsAsync(async () => await ProcessAsync(control, netns, cancel) is not null || await EndedAsync(log, netns, cancel), cancel)
            && await ProcessAsync(control, netns, cancel) is not null) return (false, null);
        var said = (await tools.RunAsync(["tail", "-n", "3", log], null, netns, cancel)).Output.ReplaceLineEndings(" ").Trim();
        return (said.Contains("UDP port", StringComparison.Ordinal), $"it does not answer at {control}: {said}");
    }

    // It says so before it ends without having begun.
    private async Task<bool> EndedAsync(string log, string? netns, CancellationToken cancel) =>
        (await tools.RunAsync(["grep", "-q", " error udp: ", log], null, netns, cancel)).ExitCode == 0;

    // The process that answers; null where none does.
    private async Task<int?> ProcessAsync(string control, string? netns, CancellationToken cancel)
    {
        var shown = await tools.RunAsync([OwnProgram.Path, "udp", "show", "--json", "--control", control], null, netns, cancel);
        return shown.ExitCode == 0 ? JsonSerializer.Deserialize(shown.Output, TunnelJson.Default.TunnelState)?.Process : null;
    }

    private static bool IsAlive(int process) => Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}"));

    private static async Task<bool> HoldsAsync(Func<Task<bool>> condition, CancellationToken cancel)
    {
        for (var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds; Environment.TickCount64 < until; await Task.Delay(Pause, cancel))
            if (await condition()) return true;
        return false;
    }
}
