using System.Globalization;
using CloudNet.EndToEnd.Namespaces;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd;

/// <summary>
/// What a killed test run leaves behind: namespaces, processes in them, and a folder, all named after the process that made
/// them (<c>cne2e-4711-…</c>). Taken away by the next run when that process is gone.
/// </summary>
public static class Leftovers
{
    public const string Prefix = "cne2e-";

    public static async Task SweepAsync()
    {
        foreach (var line in (await Command.TryAsync("ip", "netns", "list")).Lines)
        {
            var name = line.Split(' ')[0];
            if (!IsLeftover(name)) continue;
            await NetworkNamespace.KillAllAsync(name);
            await Command.TryAsync("ip", "netns", "delete", name);
            await Command.TryAsync("rm", "-rf", $"/etc/netns/{name}");
        }
        await MountNamespace.RemoveAsync(IsLeftover);
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*").Where(folder => IsLeftover(Path.GetFileName(folder))))
            Directory.Delete(folder, recursive: true);
    }

    private static bool IsLeftover(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var owner = name[Prefix.Length..].Split('-')[0];
        return int.TryParse(owner, CultureInfo.InvariantCulture, out var process) && !Directory.Exists($"/proc/{process}");
    }
}
