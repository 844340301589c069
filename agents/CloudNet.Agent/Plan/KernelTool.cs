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
}
