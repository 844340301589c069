using System.Collections.Immutable;
using System.Net;

namespace CloudNet.Agent.Plan;

/// <summary>An address on a link of CloudNet's.</summary>
/// <param name="Link">The link.</param>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">Length of its prefix.</param>
internal sealed record KernelAddress(string Link, IPAddress Address, int PrefixLength) : KernelItem
{
    /// <inheritdoc/>
    public override ItemKey Key => new(Link, ItemKey.NumberOf(Address), PrefixLength);

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() => [Ip($"address add {Address}/{PrefixLength} dev {Link}")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => [];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Ip($"address del {Address}/{PrefixLength} dev {Link}")];
}
