using System.Globalization;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Health;

namespace CloudNet.Agent.Health;

/// <summary>
/// Runs the programs that whoever owns the host has put into a folder for checks. The controller names one of them and nothing more: it has no host run what
/// its owner did not put there. They run as nobody, in the workload's network namespace.
/// </summary>
/// <param name="tools">Runs them.</param>
/// <param name="folder">The folder.</param>
internal sealed class HealthProgram(ToolRunner tools, string folder = HealthProgram.Folder)
{
    /// <summary>Where they are.</summary>
    public const string Folder = "/etc/cloudnet/checks";

    // Of Debian and most others; what it owns is nothing.
    private const string Nobody = "65534";
    private const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Runs the program of a check.</summary>
    /// <returns>Why the workload does not serve; null where it does.</returns>
    /// <exception cref="KernelException">It could not be started.</exception>
    public async Task<string?> RunAsync(CheckedBackend backend, string netns, CancellationToken stop)
    {
        var program = Path.Combine(folder, backend.Check.Program!);
        if (!File.Exists(program)) return $"this host has no program {program}; whoever owns the host puts it there";
        if (((File.GetUnixFileMode(program) | File.GetUnixFileMode(folder)) & Others) != 0)
            return $"{program}, or its folder, may be written by others than its owner, so it is not run; mend it with: chmod go-w {folder} {program}";
        string[] told =
        [
            $"CLOUDNET_ADDRESS={backend.Addresses[0]}", $"CLOUDNET_PORT={backend.Check.Port.ToString(CultureInfo.InvariantCulture)}",
            $"CLOUDNET_WORKLOAD={backend.Workload}", $"CLOUDNET_SERVICE={backend.Service}",
        ];
        var run = await tools.RunAsync(
            ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--no-new-privs", "--", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", .. told, program],
            null, netns, stop);
        return run.ExitCode == 0 ? null : $"{program} ended with {run.ExitCode}{Said(run)}";
    }

    private static string Said(ToolOutput run)
    {
        var first = $"{run.Errors}\n{run.Output}".Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return first is null ? "" : $": {first.Replace('\0', ' ')}";
    }
}
