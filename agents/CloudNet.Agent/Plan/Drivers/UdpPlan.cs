namespace CloudNet.Agent.Plan.Drivers;

/// <summary>
/// The driver udp: bare IP packets in UDP (no header of their own), carried by a process of this program between a TUN and a socket; for underlays that
/// let only UDP through. A peer is a line of the process's table and a route in each family. A packet costs 28 bytes, 48 over IPv6.
/// </summary>
internal sealed class UdpPlan : DriverPlan
{
    private const int UdpHeader = 8;

    /// <summary>UDP port inside WireGuard; the socket is that of the address inside alone.</summary>
    private const int EncryptedPort = 8285;

    /// <summary>The driver.</summary>
    public static UdpPlan Instance { get; } = new();

    /// <inheritdoc/>
    public override int Overhead(Underlay underlay) => UdpHeader + underlay.IpHeader;

    /// <inheritdoc/>
    public override IEnumerable<string> Tunnels(Contracts.Views.DataPlane plane) => [LinkNames.Udp(plane.Vni)];

    /// <inheritdoc/>
    public override void AddTo(PlanDraft draft, NetworkOnHost network)
    {
        var device = LinkNames.Udp(network.Plane.Vni);
        var port = network.Plane.Encrypted ? EncryptedPort : network.Plane.Port ?? EncryptedPort;
        draft.Take(new UdpLink(device, network.Underlay.Address, port, network.Mtu));
        // With a link's last IPv4 address the kernel drops all routes through it.
        foreach (var subnet in network.Subnets) draft.Take(new KernelAddress(device, subnet.Vtep, AddressNumber.Bits(subnet.Vtep)));
        EachPeer(draft, network, peer =>
        {
            var routes = network.Subnets.Select(own => network.RouteThrough(device, peer, own)).OfType<KernelRoute>();
            return draft.Take(new UdpPeer(device, new(network.UnderlayOf(peer), port), network.SourcesOf(peer)), routes)
                ? null
                : Taken(peer, $" or address {peer.Underlay}");
        });
    }
}
