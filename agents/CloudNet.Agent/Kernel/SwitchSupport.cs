using System.Net;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Finds out what the host has of Open vSwitch: nothing is loaded or made. A few look-ups of files, and one run of <c>ovs-vsctl</c> where Open vSwitch's
/// database has a socket.
/// </summary>
internal sealed class SwitchSupport(ToolRunner tools)
{
    /// <summary>What a host has of it. Whether it has a way to the peers is known only with the link that has the host's address.</summary>
    public static async Task<SwitchKind> OfAsync(IKernel kernel, IPAddress underlay, CancellationToken cancel)
    {
        try
        {
            return (await kernel.FactsAsync(underlay, cancel)).Switch;
        }
        catch (KernelException)
        {
            return SwitchKind.Elsewhere;
        }
    }

    /// <summary>Looks.</summary>
    /// <param name="underlay">The link that has the host's address.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<SwitchKind> FindAsync(string underlay, CancellationToken cancel)
    {
        if (!DriverSupport.IsInstalled("ovs-vsctl")) return SwitchKind.None;
        if (!await tools.HasFileAsync(SwitchReader.Socket, cancel)) return SwitchKind.Silent;
        var run = await tools.RunAsync(
            ["ovs-vsctl", $"--timeout={SwitchRun.Seconds}", "--bare", "--columns=datapath_type", "find", "Bridge", $"name=\"{underlay}\""], null, null, cancel);
        return run.ExitCode != 0 ? SwitchKind.Silent
            : IsInKernel() ? SwitchKind.Kernel
            : run.Output.Trim() == SwitchLink.UserSpace ? SwitchKind.UserSpace
            : SwitchKind.Elsewhere;
    }

    // The kernel's GRE ports of Open vSwitch are gretap devices.
    private static bool IsInKernel() =>
        KernelModules.MayHave("openvswitch", "/sys/module/openvswitch") == true && KernelModules.MayHave("ip_gre", "/sys/module/ip_gre") != false;
}
