using System.Text;

namespace CloudNet.Agent.Plan;

/// <summary>
/// All that CloudNet owns, or should own, in a host's kernel. Plain data: equal where every item is equal. The same record is
/// what the planner wants, what the kernel was found to have, and what a person reads (<see cref="ToText"/>).
/// </summary>
internal sealed record KernelState
{
    /// <summary>CloudNet owns nothing.</summary>
    public static KernelState Empty { get; } = new();

    /// <summary>Links; what is removed with them needs no removal of its own.</summary>
    public KernelItems<KernelLink> Links { get; init; } = KernelItems<KernelLink>.None;

    /// <summary>Addresses on those links.</summary>
    public KernelItems<KernelAddress> Addresses { get; init; } = KernelItems<KernelAddress>.None;

    /// <summary>Permanent neighbours on those links.</summary>
    public KernelItems<KernelNeighbour> Neighbours { get; init; } = KernelItems<KernelNeighbour>.None;

    /// <summary>FDB entries of the VXLAN devices among them.</summary>
    public KernelItems<KernelFdbEntry> FdbEntries { get; init; } = KernelItems<KernelFdbEntry>.None;

    /// <summary>Peers of the WireGuard devices among them.</summary>
    public KernelItems<WireguardPeer> WireguardPeers { get; init; } = KernelItems<WireguardPeer>.None;

    /// <summary>Peers of the TUNs of the driver udp.</summary>
    public KernelItems<UdpPeer> UdpPeers { get; init; } = KernelItems<UdpPeer>.None;

    /// <summary>Ports to peers of the Open vSwitch bridges among them.</summary>
    public KernelItems<SwitchPort> SwitchPorts { get; init; } = KernelItems<SwitchPort>.None;

    /// <summary>Routes of protocol 77, on whatever link.</summary>
    public KernelItems<KernelRoute> Routes { get; init; } = KernelItems<KernelRoute>.None;

    /// <summary>The nftables table, or null for none.</summary>
    public NftTable? Nft { get; init; }

    /// <summary>
    /// Wanted: the host has to forward these families. Found: it does. It is never turned off, so more than wanted is no difference.
    /// </summary>
    public KernelItems<IpForwarding> Forwarding { get; init; } = KernelItems<IpForwarding>.None;

    /// <summary>The same, but for these links: of them there are those that were found.</summary>
    public KernelState WithLinks(IReadOnlySet<string> names, IEnumerable<KernelLink> found) =>
        this with { Links = KernelItems<KernelLink>.Of(Links.Where(link => !names.Contains(link.Name)).Concat(found)) };

    /// <summary>The commands that would make all of it from nothing, and the table as nft prints it.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var item in Forwarding) Append(text, item);
        foreach (var link in Links) if (link is not VethLink) Append(text, link);
        foreach (var item in Addresses) Append(text, item);
        foreach (var item in FdbEntries) Append(text, item);
        foreach (var item in WireguardPeers) Append(text, item);
        foreach (var item in UdpPeers) Append(text, item);
        foreach (var item in SwitchPorts) Append(text, item);
        foreach (var item in Neighbours) Append(text, item);
        foreach (var item in Routes) Append(text, item);
        foreach (var link in Links) if (link is VethLink) Append(text, link);
        return text.Append(Nft?.Text).ToString();
    }

    private static void Append(StringBuilder text, KernelItem item)
    {
        foreach (var command in item.Adding()) text.Append(command).Append('\n');
    }
}
