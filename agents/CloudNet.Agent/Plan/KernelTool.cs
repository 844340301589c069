namespace CloudNet.Agent.Plan;

/// <summary>The program that runs a command.</summary>
internal enum KernelTool
{
    /// <summary><c>ip</c> of iproute2.</summary>
    Ip,

    /// <summary><c>bridge</c> of iproute2.</summary>
    Bridge,

    /// <summary><c>nft</c>; the arguments are a script, run as one transaction.</summary>
    Nft,

    /// <summary><c>sysctl</c>.</summary>
    Sysctl,

    /// <summary><c>wg</c> of wireguard-tools.</summary>
    Wg,

    /// <summary><c>wireguard-go</c>: makes a device and serves it in the background.</summary>
    WireguardGo,

    /// <summary><c>cloudnet-agent udp run</c>, left running in the background.</summary>
    UdpRun,

    /// <summary>A line of <c>cloudnet-agent udp batch</c>, after the control socket.</summary>
    UdpBatch,

    /// <summary><c>ovs-vsctl</c> of Open vSwitch; the arguments may be several of its commands, with <c>--</c> between, which are one transaction.</summary>
    OvsVsctl,
}
