using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>A forwarding entry of a VXLAN device: the VTEP behind a MAC.</summary>
/// <param name="Link">The VXLAN device.</param>
/// <param name="Mac">The peer's VTEP MAC.</param>
/// <param name="Destination">The peer's underlay address.</param>
internal sealed record KernelFdbEntry(string Link, MacAddress Mac, IPAddress Destination) : KernelItem
{
    /// <inheritdoc/>
    public override ItemKey Key => new(Link, Mac.Value);

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() => [Bridge($"fdb replace {Mac} dev {Link} dst {Destination} self permanent")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => Adding();

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Bridge($"fdb del {Mac} dev {Link} dst {Destination} self")];

    private static KernelCommand Bridge(string arguments) => new(KernelTool.Bridge, arguments);
}
