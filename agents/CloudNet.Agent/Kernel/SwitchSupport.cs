using System.Net;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Finds out what the host has of Open vSwitch: nothing is loaded or made. A few look-ups of files, and one run of <c>ovs-vsctl</c> where Open vSwitch's
/// database has a socket.
/// </summary>
internal sealed class SwitchSupport(ToolRunner tools)
{
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

    /// <summary>Looks on a host by its address; where that is not known yet, or on no link, no bridge has it.</summary>
    public async Task<SwitchKind> OfAsync(IPAddress? underlay, CancellationToken cancel)
    {
        try
        {
            if (underlay is not null && await new KernelReader(tools).FactsAsync(underlay, cancel) is { } facts) return facts.Switch;
            return await FindAsync("", cancel);
        }
        catch (KernelException)
        {
            return SwitchKind.Elsewhere;
        }
    }

    // The kernel's GRE ports of Open vSwitch are gretap devices.
    private static bool IsInKernel() =>
        KernelModules.MayHave("openvswitch", "/sys/module/openvswitch") == true && KernelModules.MayHave("ip_gre", "/sys/module/ip_gre") != false;
}
