using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// The VXLAN device of a network: this host's VTEP. At layer 3 it learns nothing, each peer has its FDB entry; as a port of a bridge it learns
/// which MAC is behind which peer from what comes from there.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Vni">VXLAN network identifier.</param>
/// <param name="Local">Source address of the outer packets.</param>
/// <param name="Port">UDP port.</param>
/// <param name="Mac">MAC that peers send to.</param>
/// <param name="Mtu">Bytes.</param>
/// <param name="IsLearning">Whether it learns; what is a bridge's port does.</param>
/// <param name="Bridge">The bridge that it is a port of, or null for none.</param>
/// <param name="Device">The link that it sends through, whatever other routes there are; null: the kernel's choice.</param>
/// <param name="Up">Whether it is set up.</param>
internal sealed record VxlanLink(string Name, int Vni, IPAddress Local, int Port, MacAddress Mac, int Mtu,
    bool IsLearning = false, string? Bridge = null, string? Device = null, bool Up = true)
    : KernelLink(Name, Mtu, Up)
{
    /// <inheritdoc/>
    public override string? Lower => Device;

    /// <inheritdoc/>
    public override bool CanComeFrom(KernelLink actual) => actual is VxlanLink vxlan && this == vxlan with { Mtu = Mtu, Bridge = Bridge, Up = Up };

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() =>
    [
        Ip($"link add {Name} address {Mac} mtu {Mtu} type vxlan id {Vni} local {Local}{(Device is null ? "" : $" dev {Device}")} dstport {Port}{(IsLearning ? "" : " nolearning")}"),
        Ip($"link set dev {Name}{Master} up"),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => [Ip($"link set dev {Name} mtu {Mtu}{Master} up")];

    private string Master => Bridge is null ? "" : $" master {Bridge}";
}
