using System.Collections.Immutable;
using System.Net.Sockets;
using CloudNet.Agent.Plan.Drivers;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Paths;

/// <summary>
/// What is wrong with a host's paths, in words: each with what, where and the way out. A peer that is down is no problem of this host, and is told in
/// its report alone; one whose tunnel is not let through is, and so is a path that carries less than the links promise. Pure.
/// </summary>
internal static class PathProblems
{
    private const int MostNames = 3;

    /// <summary>The problems, a line for all peers of a network that have the same.</summary>
    public static ImmutableArray<string> Of(IEnumerable<(NetworkPath Path, PathCondition Condition)> all) =>
    [
        .. from network in all.GroupBy(one => one.Path.Network).OrderBy(of => of.Key, StringComparer.Ordinal)
           from line in Lost(network.Key, [.. network]).Concat(Short(network.Key, [.. network]))
           select line,
    ];

    private static IEnumerable<string> Lost(string network, (NetworkPath Path, PathCondition Condition)[] all) =>
        from lost in all.Where(one => one.Condition.Fault == PathFault.Tunnel).GroupBy(one => one.Path.Plane)
        select $"network {network}: {Names(lost.Select(one => one.Path))} {(Peers(lost) == 1 ? "answers at its underlay address" : "answer at their underlay addresses")}, "
            + $"but not through the network: {Advice(lost.Key)}";

    private static IEnumerable<string> Short(string network, (NetworkPath Path, PathCondition Condition)[] all) =>
        from cut in all.Where(one => one.Condition.Mtu < one.Path.Mtu).GroupBy(one => (Promised: one.Path.Mtu, Carried: one.Condition.Mtu!.Value))
        select $"network {network}: packets of more than {cut.Key.Carried} bytes to {Names(cut.Select(one => one.Path))} are lost on the way, and its links promise "
            + $"{cut.Key.Promised}: let longer ones through between the hosts, or give the network the MTU {cut.Key.Carried}";

    private static int Peers(IEnumerable<(NetworkPath Path, PathCondition Condition)> paths) => paths.Select(one => one.Path.Key.Peer).Distinct().Count();

    private static string Names(IEnumerable<NetworkPath> paths)
    {
        var names = paths.GroupBy(path => path.Peer).OrderBy(of => of.Key, StringComparer.Ordinal)
            .Select(of => of.Any(path => path.Key.Family == AddressFamily.InterNetwork) ? of.Key : $"{of.Key} (IPv6)").ToArray();
        return names.Length <= MostNames ? string.Join(", ", names) : $"{string.Join(", ", names[..MostNames])} and {names.Length - MostNames} more";
    }

    /// <summary>What to do where packets of a way across are not let through.</summary>
    public static string Advice(DataPlane plane)
    {
        var driver = DriverPlan.NameOf(plane.Driver);
        if (plane.HasKeys) return $"let UDP port {plane.Port ?? DataPlane.WireguardPort}, which WireGuard takes, through between the hosts, or give the network another port";
        return plane.Driver switch
        {
            NetworkDriver.Routed => "something between the hosts drops packets of the containers' addresses (a cloud's check of source and destination does); "
                + "turn that off, or use the driver vxlan, which shows it the hosts' addresses alone",
            NetworkDriver.Vxlan or NetworkDriver.Bridge => $"let UDP port {plane.UdpPort}, which the driver {driver} takes, through between the hosts, give the network "
                + "another port, or use the driver wireguard",
            NetworkDriver.Udp => $"let UDP port {plane.Port ?? DataPlane.LowestUdpPort} through between the hosts, or give the network another port",
            NetworkDriver.Gre => "let GRE (IP protocol 47) through between the hosts, or use the driver bridge, which takes UDP alone",
            _ => $"let what the driver {driver} sends through between the hosts, or use the driver udp",
        };
    }
}
