using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// A forwarding entry of a VXLAN device: the VTEP behind a MAC. Of the MAC of zeros there are many: what is for all, or for a MAC that the
/// device does not know, goes to each of them.
/// </summary>
/// <param name="Link">The VXLAN device.</param>
/// <param name="Mac">The MAC; zeros for all that are not known.</param>
/// <param name="Destination">The peer's underlay address.</param>
internal sealed record KernelFdbEntry(string Link, MacAddress Mac, IPAddress Destination) : KernelItem
{
    /// <inheritdoc/>
    public override ItemKey Key => IsFlood ? new(Link, AddressNumber.Of(Destination), 1) : new(Link, Mac.Value);

    private bool IsFlood => Mac.Value == 0;

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() => [Bridge($"fdb {(IsFlood ? "append" : "replace")} {Mac} dev {Link} dst {Destination} self permanent")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => Adding();

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Bridge($"fdb del {Mac} dev {Link} dst {Destination} self")];

    private static KernelCommand Bridge(string arguments) => new(KernelTool.Bridge, arguments);
}
