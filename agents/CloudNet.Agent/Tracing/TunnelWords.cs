using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Drivers;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Tracing;

/// <summary>Says what carries a packet from this host to the one that has its destination. Pure.</summary>
internal static class TunnelWords
{
    /// <summary>In words; null where the packet does not go to a peer.</summary>
    /// <param name="networks">The networks of this host.</param>
    /// <param name="destination">Where the packet goes to.</param>
    public static string? Of(IEnumerable<NetworkOnHost> networks, IPAddress destination)
    {
        foreach (var network in networks)
            foreach (var peer in network.Peers.Where(peer => peer.Subnets().Any(subnet => subnet.Contains(destination))))
                return Of(network.Ways.FirstOrDefault(way => way.Plane == network.InUse) ?? network, peer);
        return null;
    }

    private static string Of(NetworkOnHost way, NetworkMember peer)
    {
        var plane = way.Plane;
        var to = $"to {peer.Name} at {peer.Underlay}";
        var link = way.Tunnels.FirstOrDefault();
        var direct = plane is { DirectRouting: true, Encrypted: false } && RoutedPlan.IsOnLink(way, peer);
        var words = plane.Driver switch
        {
            _ when direct => $"none: a plain route {to}, which is on {way.Underlay.Link} too (direct routing)",
            NetworkDriver.Routed when !plane.Encrypted => $"none: a plain route {to}, which is on {way.Underlay.Link} too",
            NetworkDriver.Vxlan => $"VXLAN {plane.Vni} on {link} {to}, VTEP {peer.Mac}",
            NetworkDriver.Bridge => $"VXLAN {plane.Vni} on {link}, a port of {way.Bridge}, {to}",
            NetworkDriver.Gre => $"GRE {plane.Vni} of the Open vSwitch bridge {link} {to}",
            NetworkDriver.Udp => $"UDP of the process of {link} {to}",
            _ => $"WireGuard on {link} {to}",
        };
        var port = plane.WirePort is { } number && !direct ? $", UDP port {number}" : "";
        return way.IsInTunnel ? $"{words}, inside WireGuard on {way.Underlay.Link}{port}" : $"{words}{port}";
    }
}
