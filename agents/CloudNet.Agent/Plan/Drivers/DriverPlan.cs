using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Drivers;

/// <summary>
/// What a driver adds to a host's plan so that the host reaches its peers. One object a driver, without state: the network that it is asked
/// about tells everything.
/// </summary>
internal abstract class DriverPlan
{
    /// <summary>The names that people know the drivers by, as far as this agent has them.</summary>
    public static string Known => string.Join(", ", Enum.GetValues<NetworkDriver>().Where(driver => Of(new(driver, 1)) is not null).Select(NameOf));

    /// <summary>The driver of a way across; null where this agent does not know it.</summary>
    public static DriverPlan? Of(DataPlane plane) => plane.Driver switch
    {
        NetworkDriver.Routed => plane.Encrypted ? WireguardPlan.Instance : RoutedPlan.Instance,
        NetworkDriver.Vxlan => VxlanPlan.Instance,
        NetworkDriver.Udp => UdpPlan.Instance,
        NetworkDriver.Wireguard => WireguardPlan.Instance,
        NetworkDriver.Bridge => BridgePlan.Instance,
        NetworkDriver.Gre => GrePlan.Instance,
        _ => null,
    };

    /// <summary>Bytes that it puts before each packet.</summary>
    /// <param name="underlay">What its packets leave through.</param>
    public abstract int Overhead(Underlay underlay);

    /// <summary>Why it cannot carry a subnet of a family here, or null where it can.</summary>
    public virtual string? WhyNot(NetworkOnHost network, AddressFamily family) => null;

    /// <summary>Names of the links that packets to peers leave through: of CloudNet's own, this network's alone.</summary>
    public abstract IEnumerable<string> Tunnels(DataPlane plane);

    /// <summary>Adds its links, and all peers that can be had; why one cannot is among the draft's problems.</summary>
    public abstract void AddTo(PlanDraft draft, NetworkOnHost network);

    /// <summary>A driver's name in lower case.</summary>
    public static string NameOf(NetworkDriver driver) => driver.ToString().ToLowerInvariant();

    /// <summary>Adds each peer, and says which cannot be had.</summary>
    protected static void EachPeer(PlanDraft draft, NetworkOnHost network, Func<NetworkMember, string?> add)
    {
        foreach (var peer in network.Peers)
            if ((PeerRules.WhyNot(network, peer) ?? add(peer)) is { } problem)
                draft.Problem($"network {network.Settings.Name}: {peer.Name} is left out: {problem}");
    }

    /// <summary>Adds the route through the bridge to each of a segment's ranges, of which the host's own subnet is a part.</summary>
    protected static void AddSegment(PlanDraft draft, NetworkOnHost network)
    {
        foreach (var own in network.Subnets)
            foreach (var range in own.Ranges.Where(range => range != own.Subnet)) draft.Take(new KernelRoute(range, null, network.Bridge, Source: own.Gateway));
    }

    /// <summary>What to say of a peer whose place is taken.</summary>
    protected static string Taken(NetworkMember peer, string more = "") => $"its subnet {string.Join(", ", peer.Subnets())}{more} is another peer's too";
}
