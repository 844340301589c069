using System.Collections.Immutable;

namespace CloudNet.Agent.Plan;

/// <summary>
/// The host forwards IPv4. It is turned on where it is needed and never off: others may rely on it, and nobody can tell who
/// turned it on.
/// </summary>
internal sealed record IpForwarding : KernelItem
{
    /// <inheritdoc/>
    public override ItemKey Key => new("net.ipv4.ip_forward");

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() => [new(KernelTool.Sysctl, "-w net.ipv4.ip_forward=1")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => [];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [];
}
