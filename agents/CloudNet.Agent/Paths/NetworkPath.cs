using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Drivers;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Paths;

/// <summary>
/// A path to a peer, as it is probed: from this host's gateway address in the network to the peer's, which every host of a network has and whose
/// kernel answers. So a probe goes by the same routes, tunnel and rules as a workload's packet, and needs no agent at the other end.
/// </summary>
/// <param name="Key">Names it.</param>
/// <param name="Plane">How the network's packets cross.</param>
/// <param name="Network">Name of the network.</param>
/// <param name="Peer">Name of the peer.</param>
/// <param name="From">This host's gateway address in the network.</param>
/// <param name="To">The peer's.</param>
/// <param name="Underlay">The peer's underlay address.</param>
/// <param name="Mtu">What the network's links promise, bytes.</param>
/// <param name="Device">The link that a probe has to leave through, where not by the way that packets take; else null.</param>
internal sealed record NetworkPath(PathKey Key, DataPlane Plane, string Network, string Peer, IPAddress From, IPAddress To, IPAddress Underlay, int Mtu,
    string? Device = null)
{
    /// <summary>All paths of the networks that are built on this host; a peer that the plan leaves out has none.</summary>
    public static ImmutableArray<NetworkPath> Of(IEnumerable<NetworkOnHost> networks) =>
    [
        .. from one in networks
           from network in one.Ways
           let isNext = network != one
           from peer in network.Peers
           where PeerRules.WhyNot(network, peer) is null && (!network.Plane.HasKeys || peer.KeyOf(network.Plane.KeyGeneration) is not null)
           from own in network.Subnets
           let theirs = NetworkOnHost.SubnetOf(peer, own.Family)
           where theirs is not null
           select new NetworkPath(
               new(network.View.Id, peer.Host, own.Family, isNext), isNext ? network.Plane : network.InUse, network.Settings.Name, peer.Name, own.Gateway,
               HostSubnet.GatewayOf(theirs.Value), peer.Underlay, isNext ? network.Mtu : network.LinkMtu, isNext ? network.Device : null),
    ];
}
