namespace CloudNet.Agent.Plan;

/// <summary>What a host has to make WireGuard devices by.</summary>
internal enum WireguardKind
{
    /// <summary>Nothing, or not its tool <c>wg</c>.</summary>
    None,

    /// <summary>The kernel.</summary>
    Kernel,

    /// <summary><c>wireguard-go</c>: a process a device, with a TUN of its own.</summary>
    UserSpace,
}
