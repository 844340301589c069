using System.Collections.Immutable;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// The bridge of a network: the workloads' veths are its ports, and it holds the gateway's address. No spanning tree, since
/// no two bridges of CloudNet's are joined at layer 2; so a new port forwards at once.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Mac">Its MAC: fixed, so that a bridge made anew is the same gateway to the workloads' neighbour tables.</param>
/// <param name="Mtu">Bytes.</param>
/// <param name="Up">Whether it is set up.</param>
internal sealed record BridgeLink(string Name, MacAddress Mac, int Mtu, bool Up = true) : KernelLink(Name, Mtu, Up)
{
    /// <inheritdoc/>
    public override bool CanComeFrom(KernelLink actual) => actual is BridgeLink;

    // The MTU is set after the bridge is made: only then does the kernel keep it when ports come and go.
    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() =>
    [
        Ip($"link add {Name} address {Mac} type bridge stp_state 0 forward_delay 0"),
        Ip($"link set dev {Name} mtu {Mtu} up"),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) =>
        [Ip($"link set dev {Name} address {Mac} mtu {Mtu} up")];
}
