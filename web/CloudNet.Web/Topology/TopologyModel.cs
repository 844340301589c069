using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Web.Fleet;
using CloudNet.Web.States;

namespace CloudNet.Web.Topology;

/// <summary>
/// What the topology is made of: hosts with their leases and workloads, and networks with their members. Pure. Tunnels are
/// never all listed, since there are n·(n-1)/2 of them a network: they are counted by arithmetic (<see cref="TunnelCount"/>)
/// and listed only for few hosts or for a chosen one.
/// </summary>
/// <param name="Hosts">All hosts, by name.</param>
/// <param name="Networks">All networks, by name.</param>
public sealed record TopologyModel(IReadOnlyList<HostNode> Hosts, IReadOnlyList<NetworkNode> Networks)
{
    /// <summary>Up to this many hosts all tunnels are drawn at once; beyond, those of a chosen host.</summary>
    public const int MeshLimit = 6;

    /// <summary>Whether there are few enough hosts to draw every tunnel.</summary>
    public bool IsMesh => Hosts.Count <= MeshLimit;

    /// <summary>Arranges one look at the fleet.</summary>
    public static TopologyModel Of(FleetSnapshot fleet)
    {
        var networks = fleet.Networks.Select(network => Node(network, fleet)).ToList();
        var leases = networks.SelectMany(network => network.Members).ToLookup(member => member.Host.Id, member => new HostLease(member.Leases, member.State));
        var workloads = fleet.Workloads.ToLookup(workload => workload.HostId);
        var hosts = fleet.Hosts.OrderBy(host => host.Name, StringComparer.Ordinal)
            .Select(host => new HostNode(host, [.. leases[host.Id]], [.. workloads[host.Id]]));
        return new TopologyModel([.. hosts], networks);
    }

    /// <summary>The tunnels of a network, each pair of members once.</summary>
    public static IEnumerable<Tunnel> Tunnels(NetworkNode network) =>
        network.Members.SelectMany((a, index) => network.Members.Skip(index + 1).Select(b => Between(network, a, b)));

    /// <summary>The tunnels of a network that end at a host; none where it is not a member.</summary>
    public static IEnumerable<Tunnel> Tunnels(NetworkNode network, HostId host) =>
        network.Members.FirstOrDefault(member => member.Host.Id == host) is { } end
            ? network.Members.Where(member => member != end).Select(member => Between(network, end, member))
            : [];

    /// <summary>The tunnels to draw while <paramref name="chosen"/> (or no host) is chosen.</summary>
    public IEnumerable<Tunnel> TunnelsToDraw(HostId? chosen) => (IsMesh, chosen) switch
    {
        (true, _) => Networks.SelectMany(Tunnels),
        (false, { } host) => Networks.SelectMany(network => Tunnels(network, host)),
        _ => [],
    };

    private static Tunnel Between(NetworkNode network, NetworkMemberNode one, NetworkMemberNode other)
    {
        var (a, b) = string.CompareOrdinal(one.Host.Name, other.Host.Name) <= 0 ? (one, other) : (other, one);
        return new Tunnel(network.Network, a, b, Measured.Worse(a.State, b.State));
    }

    private static NetworkNode Node(NetworkRecord network, FleetSnapshot fleet)
    {
        // A host that was removed between two questions has a lease here and no record: it is left out, the next look knows.
        var members = network.Leases
            .GroupBy(lease => fleet.Host(lease.HostId))
            .Where(held => held.Key is not null)
            .Select(held => new NetworkMemberNode(held.Key!, [.. held], held.First().State(held.Key)))
            .OrderBy(member => member.Host.Name, StringComparer.Ordinal)
            .ToList();
        return new NetworkNode(network, members, TunnelCount.Of(members));
    }
}
