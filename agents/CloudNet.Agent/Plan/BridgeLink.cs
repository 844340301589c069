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
/// <param name="Filtered">
/// Whether the packet filter sees what it passes on (br_netfilter), as it sees what the host forwards. Then no workload is told to go past the host where a
/// packet leaves by the link that it came by (RFC 1812, 5.2.7.2): what it was led to is not what it was sent to. Such a telling also counts against what else
/// may be told the workload, as that nobody serves there. Null, of what was found: of one family alone, or with redirects, so that it is set anew whichever
/// it should be.
/// </param>
internal sealed record BridgeLink(string Name, MacAddress Mac, int Mtu, bool Up = true, bool Localnet = false, bool? Filtered = false)
    : KernelLink(Name, Mtu, Up)
{
    /// <summary>The setting that holds for all links besides their own: either is enough for redirects to be sent.</summary>
    public const string AllRedirectsSetting = "net/ipv4/conf/all/send_redirects";

    /// <summary>The setting for its own.</summary>
    public string RedirectsSetting => $"net/ipv4/conf/{Name}/send_redirects";

    /// <summary>The setting of <see cref="Localnet"/>.</summary>
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
        .. Filtered != false ? SetFiltered() : [],
    ];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) =>
    [
        Ip($"link set dev {Name} address {Mac} mtu {Mtu} up"),
        .. actual is BridgeLink have && have.Localnet != Localnet ? [SetLocalnet()] : ImmutableArray<KernelCommand>.Empty,
        .. actual is BridgeLink was && was.Filtered != Filtered ? SetFiltered() : [],
    ];

    // Of redirects: other links that have them set go on sending them.
    private ImmutableArray<KernelCommand> SetFiltered() =>
    [
        .. Filtered == true ? [new(KernelTool.Sysctl, $"-w {AllRedirectsSetting}=0 {RedirectsSetting}=0")] : ImmutableArray<KernelCommand>.Empty,
        Ip($"link set dev {Name} type bridge nf_call_iptables {(Filtered == true ? 1 : 0)} nf_call_ip6tables {(Filtered == true ? 1 : 0)}"),
    ];

    private KernelCommand SetLocalnet() => new(KernelTool.Sysctl, $"-w {LocalnetSetting}={(Localnet ? 1 : 0)}");
}
