using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// A forwarding entry of a VXLAN device: the VTEP behind a MAC. Of the MAC of zeros there are many: what is for all, or for a MAC that the
/// device does not know, goes to each of them. Those of VTEPs are for good; those of workloads are as if they were learnt, but do not age: what comes from
/// elsewhere with that MAC is taken, and moves them (<c>NTF_EXT_LEARNED</c> of linux/neighbour.h).
/// </summary>
/// <param name="Link">The VXLAN device.</param>
/// <param name="Mac">The MAC; zeros for all that are not known.</param>
/// <param name="Destination">The peer's underlay address; null: the entry is the bridge's, by which the MAC is behind the device.</param>
/// <param name="IsOfWorkload">Whether the MAC is a workload's.</param>
internal sealed record KernelFdbEntry(string Link, MacAddress Mac, IPAddress? Destination, bool IsOfWorkload = false) : KernelItem
{
    private const int Flood = 1, OnBridge = 2;

    /// <inheritdoc/>
    public override ItemKey Key => Destination is null ? new(Link, Mac.Value, OnBridge)
        : IsFlood ? new(Link, AddressNumber.Of(Destination), Flood)
        : new(Link, Mac.Value);

    private bool IsFlood => Mac.Value == 0;

    private string Whose => Destination is null ? "master" : $"dst {Destination} self";

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() =>
        [Bridge($"fdb {(IsFlood ? "append" : "replace")} {Mac} dev {Link} {Whose} {(IsOfWorkload ? "dynamic extern_learn" : "permanent")}")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => Adding();

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Bridge($"fdb del {Mac} dev {Link} {Whose}")];

    private static KernelCommand Bridge(string arguments) => new(KernelTool.Bridge, arguments);
}
