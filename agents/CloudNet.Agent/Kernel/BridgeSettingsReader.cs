using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Reads what <c>ip</c> does not tell of bridges: whether packets from and to 127.0.0.0/8 cross them, and whether redirects are sent. One run of <c>sysctl</c>.
/// </summary>
internal sealed class BridgeSettingsReader(ToolRunner tools)
{
    /// <summary>The state with that of each bridge.</summary>
    public async Task<KernelState> CompletedAsync(KernelState state, CancellationToken cancel)
    {
        var bridges = state.Links.OfType<BridgeLink>().ToArray();
        if (bridges.Length == 0) return state;
        // -e: a link may have gone meanwhile.
        var run = await tools.RunAsync(
            ["sysctl", "-e", BridgeLink.AllRedirectsSetting, .. bridges.SelectMany(bridge => (string[])[bridge.LocalnetSetting, bridge.RedirectsSetting])],
            null, null, cancel);
        var settings = run.Output.Split('\n').Select(line => line.Trim()).ToHashSet();
        bool IsSet(string setting) => settings.Contains($"{setting.Replace('/', '.')} = 1");
        return state.WithLinks(bridges.Select(bridge => bridge.Name).ToHashSet(), bridges.Select(bridge => bridge with
        {
            Localnet = IsSet(bridge.LocalnetSetting),
            Filtered = bridge.Filtered == true && (IsSet(BridgeLink.AllRedirectsSetting) || IsSet(bridge.RedirectsSetting)) ? null : bridge.Filtered,
        }));
    }
}
