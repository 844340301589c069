namespace CloudNet.Agent.Plan;

/// <summary>What a host has of Open vSwitch, and what its bridges would be made in.</summary>
internal enum SwitchKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is installed, and its database does not answer.</summary>
    Silent,

    /// <summary>It runs in user space alone, and the link that has the host's address is no bridge of its: it has no way to the peers.</summary>
    Elsewhere,

    /// <summary>It runs in user space (datapath netdev), and the link that has the host's address is a bridge of its.</summary>
    UserSpace,

    /// <summary>The kernel has it (datapath system): what it sends goes the kernel's own ways.</summary>
    Kernel,
}
