namespace CloudNet.Agent.State;

/// <summary>The boot of the machine that the agent runs in.</summary>
internal static class Boot
{
    /// <summary>The kernel's boot id: another after each boot.</summary>
    public static string Id { get; } = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
}
