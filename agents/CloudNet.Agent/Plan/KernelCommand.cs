namespace CloudNet.Agent.Plan;

/// <summary>One command that a person could type.</summary>
/// <param name="Tool">The program.</param>
/// <param name="Arguments">All that follows the program's name; for nft the script.</param>
/// <param name="Netns">Path of the network namespace to run it in, or null for the host's own.</param>
/// <param name="Alone">Whether no other command may be in one batch with it: it may end its tool, or has to be done before the next.</param>
internal sealed record KernelCommand(KernelTool Tool, string Arguments, string? Netns = null, bool Alone = false)
{
    /// <summary>The line for a shell.</summary>
    public override string ToString()
    {
        var inside = Netns is null ? "" : $"nsenter --net={Netns} ";
        return Tool switch
        {
            KernelTool.Nft => $"{inside}nft -f - <<'END'\n{Arguments}END",
            KernelTool.UdpRun => $"{inside}{Program} udp run {Arguments} &",
            KernelTool.UdpBatch => $"{inside}{Program} udp batch --control {string.Join(" <<< '", Arguments.Split(' ', 2))}'",
            _ => $"{inside}{Program} {Arguments}",
        };
    }

    /// <summary>The program's name.</summary>
    public string Program => Tool switch
    {
        KernelTool.WireguardGo => "wireguard-go",
        KernelTool.OvsVsctl => "ovs-vsctl",
        KernelTool.UdpRun or KernelTool.UdpBatch => "cloudnet-agent",
        _ => Tool.ToString().ToLowerInvariant(),
    };
}
