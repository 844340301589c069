using System.Collections.Immutable;
using System.Net;
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
/// <param name="Localnet">Whether the host's packets from 127.0.0.0/8 leave through it, and their answers come in (<see cref="PortMappingPlan"/>).</param>
internal sealed record BridgeLink(string Name, MacAddress Mac, int Mtu, bool Up = true, bool Localnet = false) : KernelLink(Name, Mtu, Up)
{
    /// <summary>The setting that says so.</summary>
    public string LocalnetSetting => $"net/ipv4/conf/{Name}/route_localnet";

    /// <summary>
    /// The bridge's own address on the link, with IPv6: from it the host asks for the workloads that it forwards packets to (RFC 4861,
    /// 7.2.2). The one that the kernel makes by itself comes a second or two after the first workload, and on some hosts never.
    /// </summary>
    public static readonly IPAddress LinkLocal = IPAddress.Parse("fe80::1");

    /// <inheritdoc/>
    public override bool CanComeFrom(KernelLink actual) => actual is BridgeLink;

    // The MTU is set after the bridge is made: only then does the kernel keep it when ports come and go.
    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() =>
    [
        Ip($"link add {Name} address {Mac} type bridge stp_state 0 forward_delay 0"),
        // The host takes no default route from a workload that says it is a router (CVE-2020-13401). -e: a kernel without IPv6.
        new(KernelTool.Sysctl, $"-e -w net/ipv6/conf/{Name}/accept_ra=0"),
        Ip($"link set dev {Name} mtu {Mtu} up"),
        .. Localnet ? [SetLocalnet()] : ImmutableArray<KernelCommand>.Empty,
    ];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) =>
    [
        Ip($"link set dev {Name} address {Mac} mtu {Mtu} up"),
        .. actual is BridgeLink have && have.Localnet != Localnet ? [SetLocalnet()] : ImmutableArray<KernelCommand>.Empty,
    ];

    private KernelCommand SetLocalnet() => new(KernelTool.Sysctl, $"-w {LocalnetSetting}={(Localnet ? 1 : 0)}");
}
