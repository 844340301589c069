using CloudNet.Agent.Plan;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Reconcile;

/// <summary>Tells which network a thing in the kernel belongs to, by its name or address. Pure.</summary>
/// <param name="networks">The networks whose views are had.</param>
/// <param name="attachments">The workloads planned.</param>
internal sealed class Ownership(IEnumerable<NetworkView> networks, IEnumerable<Attachment> attachments)
{
    private readonly NetworkView[] networks = [.. networks];

    private readonly Dictionary<string, NetworkView> byLink = networks
        .SelectMany(network => NumbersOf(network.Settings).SelectMany(LinkNames.OfNetwork).Select(link => (link, network)))
        .Concat(from attachment in attachments
                from network in networks
                where network.Id == attachment.Network
                select (LinkNames.Veth(attachment.Id), network))
        .DistinctBy(pair => pair.Item1)
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>The network; null for what belongs to all, or to none that is known.</summary>
    public NetworkView? Of(KernelItem item) => item switch
    {
        VethLink veth => OfLink(veth.Name) ?? OfLink(veth.Bridge),
        KernelLink link => OfLink(link.Name),
        KernelAddress address => OfLink(address.Link),
        KernelNeighbour neighbour => OfLink(neighbour.Link),
        KernelFdbEntry entry => OfLink(entry.Link),
        WireguardPeer peer => OfLink(peer.Link),
        UdpPeer peer => OfLink(peer.Link),
        SwitchPort port => OfLink(port.Link),
        KernelRoute route => networks.FirstOrDefault(
            network => network.Settings.Ranges.Any(range => range.Contains(route.Destination.BaseAddress))) ?? OfLink(route.Link),
        _ => null,
    };

    private static IEnumerable<int> NumbersOf(NetworkSettings settings) =>
        settings.Next is { } next ? [settings.Vni, settings.Plane.Vni, next.Plane.Vni] : [settings.Vni, settings.Plane.Vni];

    private NetworkView? OfLink(string? name) => name is null ? null : byLink.GetValueOrDefault(name);
}
