using System.Collections.Immutable;

namespace CloudNet.Agent.Plan;

/// <summary>A link with a name of CloudNet's that is made as CloudNet makes none. Never planned; it is found, and goes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What the kernel calls its kind: <c>dummy</c>.</param>
internal sealed record OtherLink(string Name, string Kind) : KernelLink(Name, 0, false)
{
    /// <inheritdoc/>
    public override bool CanComeFrom(KernelLink actual) => false;

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() => [Ip($"link add {Name} type {Kind}")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => [];
}
