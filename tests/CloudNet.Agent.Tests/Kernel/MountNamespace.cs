using System.Diagnostics;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>
/// A mount namespace in which the sockets of wireguard-go, of the driver udp and of Open vSwitch are its own: on one machine they would be one host's. What is
/// mounted outside later, as namespaces by name are, is seen inside.
/// </summary>
internal sealed class MountNamespace : IAsyncDisposable
{
    private const string Folder = "/run/cnk-mounts";

    private MountNamespace(string path) => Path = path;

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>Makes one.</summary>
    public static async Task<MountNamespace> CreateAsync(string name)
    {
        var path = $"{Folder}/{name}";
        await ShellAsync($"""
            mkdir -p {Folder} /run/wireguard /run/cloudnet-udp /run/openvswitch
            mountpoint -q {Folder} || mount --bind --make-private {Folder} {Folder}
            touch {path}
            unshare --mount={path} --propagation slave sh -ec '
                for folder in wireguard cloudnet-udp openvswitch; do mount -t tmpfs none /run/$folder; done'
            """);
        return new(path);
    }

    /// <summary>Runs shell lines inside, in a network namespace; what they print.</summary>
    public Task<string> RunAsync(NetworkNamespace network, string lines) => ShellAsync(lines, "nsenter", $"--net={network.Path}", $"--mount={Path}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await ShellAsync($"umount {Path}; rm -f {Path}");

    private static async Task<string> ShellAsync(string lines, params string[] enter)
    {
        string[] line = [.. enter, "sh", "-ec", lines];
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"'{lines}' ended with status {process.ExitCode}: {await errors}");
    }
}
