using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>A permanent neighbour on a link of CloudNet's.</summary>
/// <param name="Link">The link.</param>
/// <param name="Address">The neighbour's address.</param>
/// <param name="Mac">Its MAC.</param>
internal sealed record KernelNeighbour(string Link, IPAddress Address, MacAddress Mac) : KernelItem
{
    /// <inheritdoc/>
    public override ItemKey Key => new(Link, AddressNumber.Of(Address));

    // 'replace' also where none of CloudNet's is: a dynamic entry, left by a packet that came first, is none of ours but in the way.
    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() => [Ip($"neighbour replace {Address} lladdr {Mac} dev {Link} nud permanent")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => Adding();

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Ip($"neighbour del {Address} dev {Link}")];
}
