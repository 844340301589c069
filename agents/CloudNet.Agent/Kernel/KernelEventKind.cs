namespace CloudNet.Agent.Kernel;

/// <summary>What a watch of the kernel saw.</summary>
internal enum KernelEventKind
{
    /// <summary>The watch stands; nothing is missed from here on.</summary>
    Started,

    /// <summary>A link.</summary>
    Link,

    /// <summary>An address.</summary>
    Address,

    /// <summary>A route.</summary>
    Route,

    /// <summary>A route that is not CloudNet's: nothing to repair.</summary>
    OtherRoute,

    /// <summary>A neighbour or an FDB entry.</summary>
    Neighbour,

    /// <summary>The nft table.</summary>
    Nft,

    /// <summary>The nft table of services.</summary>
    Services,

    /// <summary>One of the nft tables of policies.</summary>
    Policies,

    /// <summary>More happened than the kernel kept for us.</summary>
    Overflow,
}
