using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Drivers;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Finds out what this host has to build networks by. A few look-ups of files, nothing is loaded or made; it is looked each time, since somebody
/// may install what was missing while the agent runs.
/// </summary>
internal static class DriverSupport
{
    private const string InKernel = "kernel";

    /// <summary>What WireGuard devices are made by.</summary>
    public static WireguardKind Wireguard() =>
        !IsInstalled("wg") ? WireguardKind.None
        : KernelModules.MayHave("wireguard", "/sys/module/wireguard") == true ? WireguardKind.Kernel
        : IsInstalled("wireguard-go") ? WireguardKind.UserSpace
        : WireguardKind.None;

    /// <summary>Each driver that this agent knows.</summary>
    /// <param name="openVswitch">What there is of Open vSwitch.</param>
    public static IReadOnlyList<DriverAbility> Find(SwitchKind openVswitch) =>
        [.. Enum.GetValues<NetworkDriver>().Where(driver => DriverPlan.Of(new(driver, 1)) is not null).Select(driver => Of(driver, openVswitch))];

    /// <summary>Whether a program is where programs are looked for.</summary>
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));

    private static DriverAbility Of(NetworkDriver driver, SwitchKind openVswitch) => driver switch
    {
        NetworkDriver.Vxlan or NetworkDriver.Bridge => KernelModules.MayHave("vxlan", "/sys/module/vxlan") == false
            ? new(driver, null, "its kernel has no VXLAN; install the kernel's extra modules, or use the driver udp")
            : new(driver, InKernel),
        NetworkDriver.Udp => File.Exists("/dev/net/tun")
            ? new(driver, "cloudnet-agent")
            : new(driver, null, "this host has no /dev/net/tun; load the kernel's module tun, or give the container its device"),
        NetworkDriver.Wireguard => Wireguard() switch
        {
            WireguardKind.Kernel => new(driver, InKernel, Preshared: true),
            WireguardKind.UserSpace => new(driver, "wireguard-go", Preshared: true),
            _ => new(driver, null, WireguardPlan.Missing),
        },
        NetworkDriver.Gre => openVswitch switch
        {
            SwitchKind.Kernel => new(driver, "openvswitch"),
            SwitchKind.UserSpace => new(driver, "openvswitch in user space", WhyNotEncrypted: GrePlan.NotEncrypted),
            _ => new(driver, null, GrePlan.WhyNot(openVswitch)),
        },
        _ => new(driver, InKernel),
    };
}
