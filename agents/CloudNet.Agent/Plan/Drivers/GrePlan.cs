using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Drivers;

/// <summary>
/// The driver gre: the network is one layer 2 segment, as with the driver bridge, but Open vSwitch carries it, in GRE (RFC 2784). On each host the
/// network's Linux bridge stays what workloads are plugged into and what has the host's address; an Open vSwitch bridge of the network's own has
/// its local port in it, and a GRE port for each peer. The tunnel's key is the network's VNI, which keeps networks apart on the wire (RFC 2890).
///
/// What is for all is sent once to each peer, by the host that it comes from; the GRE ports are protected, so that nothing goes on from one peer
/// to another: it crosses once, there is no loop, and no spanning tree is needed. Open vSwitch learns which MAC is behind which port.
/// The cost is one port a peer, and 42 bytes a packet, 62 over IPv6.
///
/// Where the kernel has Open vSwitch, its packets go the kernel's own ways, through WireGuard too. In user space it sends through its own bridges
/// alone: the link that has the host's address must be one, and a WireGuard device is none, so that an encrypted network is refused there.
/// </summary>
internal sealed class GrePlan : DriverPlan
{
    // Ethernet 14 (RFC 1701's "transparent Ethernet bridging"), GRE 4 (RFC 2784, 2.1), its key 4 (RFC 2890, 2); the outer IP header comes on top.
    private const int Headers = 22;

    /// <summary>Why an encrypted network cannot be had where Open vSwitch runs in user space.</summary>
    public const string NotEncrypted =
        "Open vSwitch runs in user space there, where it does not send through WireGuard; load the kernel's module openvswitch, "
        + "or use the driver bridge, encrypted";

    /// <summary>The driver.</summary>
    public static GrePlan Instance { get; } = new();

    /// <inheritdoc/>
    public override int Overhead(Underlay underlay) => Headers + underlay.IpHeader;

    /// <inheritdoc/>
    public override IEnumerable<string> Tunnels(DataPlane plane) => [LinkNames.Switch(plane.Vni)];

    /// <summary>Why a host cannot have networks of this driver, with the way out; null where it can.</summary>
    public static string? WhyNot(SwitchKind kind) => kind switch
    {
        SwitchKind.None => "this host has no Open vSwitch; install openvswitch-switch",
        SwitchKind.Silent => "Open vSwitch's database does not answer at /run/openvswitch/db.sock; "
            + "start it with 'systemctl start openvswitch-switch'",
        SwitchKind.Elsewhere => "this host's kernel lacks Open vSwitch or GRE (modules openvswitch and ip_gre), and in user space Open vSwitch sends "
            + "through its own bridges alone; make the host's NIC a port of a bridge with datapath_type=netdev that has the host's address, "
            + "or use the driver bridge",
        _ => null,
    };

    /// <summary>What the host lacks for a way across by this driver, or null where that is another or it has all.</summary>
    public static string? Lack(DataPlane plane, HostFacts facts) => plane.Driver != NetworkDriver.Gre ? null
        : WhyNot(facts.Switch) ?? (plane.Encrypted && facts.Switch == SwitchKind.UserSpace ? NotEncrypted : null);

    /// <inheritdoc/>
    public override void AddTo(PlanDraft draft, NetworkOnHost network)
    {
        var key = network.Plane.Vni;
        var bridge = new SwitchLink(LinkNames.Switch(key), network.Facts.Switch == SwitchKind.UserSpace, network.Mtu, network.Bridge);
        draft.Take(bridge);
        AddSegment(draft, network);
        EachPeer(draft, network, peer => draft.Take(SwitchPort.To(bridge, key, network.Underlay.Address, network.UnderlayOf(peer)))
            ? null
            : Taken(peer, $" or address {peer.Underlay}"));
    }
}
