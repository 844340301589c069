namespace CloudNet.Agent.Kernel;

/// <summary>
/// The kernel's part that shows the packet filter what a bridge passes on (br_netfilter). Once it is loaded it does so for all bridges of the host, unless told
/// otherwise; here it is for CloudNet's own bridges alone, which say so each for itself.
/// </summary>
/// <param name="tools">Runs <c>modprobe</c> and <c>sysctl</c>.</param>
internal sealed class BridgeFilter(ToolRunner tools)
{
    private const string Module = "br_netfilter", Loaded = "/proc/sys/net/bridge";
    private volatile bool isMissing;

    /// <summary>Whether it is there or may be loaded, as far as is known.</summary>
    public bool MayBeHad => Directory.Exists(Loaded) || (!isMissing && KernelModules.MayHave(Module, Loaded) != false);

    /// <summary>Has it loaded, where it is not yet; whether that was done is told by <see cref="MayBeHad"/>.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        if (Directory.Exists(Loaded)) return;
        try
        {
            await tools.RunAsync(["modprobe", Module], null, null, cancel);
            if (Directory.Exists(Loaded))
                await tools.RunAsync(
                    ["sysctl", "-e", "-q", "-w", .. ((string[])["iptables", "ip6tables", "arptables"]).Select(table => $"net.bridge.bridge-nf-call-{table}=0")], null, null, cancel);
        }
        catch (KernelException)
        {
            // A host without modprobe loads nothing.
        }
        isMissing = !Directory.Exists(Loaded);
    }
}
