using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>The VXLAN device of a network: this host's VTEP. It learns nothing; each peer has its FDB entry.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Vni">VXLAN network identifier.</param>
/// <param name="Local">Source address of the outer packets.</param>
/// <param name="Port">UDP port.</param>
/// <param name="Mac">MAC that peers send to.</param>
/// <param name="Mtu">Bytes.</param>
/// <param name="Up">Whether it is set up.</param>
internal sealed record VxlanLink(string Name, int Vni, IPAddress Local, int Port, MacAddress Mac, int Mtu, bool Up = true)
    : KernelLink(Name, Mtu, Up)
{
    /// <inheritdoc/>
    public override bool CanComeFrom(KernelLink actual) => actual is VxlanLink vxlan && this == vxlan with { Mtu = Mtu, Up = Up };

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() =>
    [
        Ip($"link add {Name} address {Mac} mtu {Mtu} type vxlan id {Vni} local {Local} dstport {Port} nolearning"),
        Ip($"link set dev {Name} up"),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => [Ip($"link set dev {Name} mtu {Mtu} up")];
}
