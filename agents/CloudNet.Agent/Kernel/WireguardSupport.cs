using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>Finds out what this host has to make WireGuard devices by. A few look-ups of files; nothing is loaded or made.</summary>
internal static class WireguardSupport
{
    private const string Module = "/wireguard.ko";
    private static readonly Lazy<bool> InKernel = new(() => Directory.Exists("/sys/module/wireguard") || Lists("modules.dep") || Lists("modules.builtin"));

    /// <summary>What there is now: somebody may install the tools while the agent runs.</summary>
    public static WireguardKind Find() =>
        !IsInstalled("wg") ? WireguardKind.None
        : InKernel.Value ? WireguardKind.Kernel
        : IsInstalled("wireguard-go") ? WireguardKind.UserSpace
        : WireguardKind.None;

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));

    // What the running kernel can load, and what is built into it (modules.builtin(5)).
    private static bool Lists(string file)
    {
        try
        {
            var path = $"/lib/modules/{File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}/{file}";
            return File.Exists(path) && File.ReadLines(path).Any(line => line.Contains(Module, StringComparison.Ordinal));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
