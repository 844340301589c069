using System.Diagnostics;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>
/// A mount namespace in which the sockets of wireguard-go and of the driver udp are its own: on one machine they would be one host's. What is
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
            mkdir -p {Folder} /run/wireguard /run/cloudnet-udp
            mountpoint -q {Folder} || mount --bind --make-private {Folder} {Folder}
            touch {path}
            unshare --mount={path} --propagation slave sh -ec 'mount -t tmpfs none /run/wireguard; mount -t tmpfs none /run/cloudnet-udp'
            """);
        return new(path);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await ShellAsync($"umount {Path}; rm -f {Path}");

    private static async Task ShellAsync(string lines)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-ec", lines]) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"'{lines}' ended with status {process.ExitCode}: {errors}");
    }
}
