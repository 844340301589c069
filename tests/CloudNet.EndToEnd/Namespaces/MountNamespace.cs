using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Namespaces;

/// <summary>
/// A machine's own view of the files: on one real machine the sockets of wireguard-go, the driver udp and Open vSwitch would be all labs' hosts'
/// together. What is mounted outside later, as namespaces by name are, is seen inside.
/// </summary>
public static class MountNamespace
{
    private const string Folder = "/run/cne2e-mounts";

    /// <summary>Makes one for a network namespace, in the place of one that there was.</summary>
    public static async Task<string> CreateAsync(NetworkNamespace network)
    {
        var path = $"{Folder}/{network.Name}";
        await Command.RunAsync("sh", "-ec", $"""
            mkdir -p {Folder} /run/wireguard /run/cloudnet-udp /run/openvswitch
            mountpoint -q {Folder} || mount --bind --make-private {Folder} {Folder}
            umount {path} 2>/dev/null || true
            touch {path}
            unshare --mount={path} --propagation slave sh -ec '
                for folder in wireguard cloudnet-udp openvswitch; do mount -t tmpfs none /run/$folder; done'
            """);
        return path;
    }

    /// <summary>Forgets those that have one of these names.</summary>
    public static async Task RemoveAsync(Func<string, bool> isGone)
    {
        if (!Directory.Exists(Folder)) return;
        foreach (var path in Directory.GetFiles(Folder).Where(path => isGone(Path.GetFileName(path))))
        {
            await Command.TryAsync("umount", path);
            File.Delete(path);
        }
    }
}
