using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Drivers;

/// <summary>
/// The driver wireguard: one WireGuard device a network, on which each peer has its key, its endpoint and its subnets, and a route in each
/// family. WireGuard itself drops what comes under another source than its sender's.
///
/// It is also what any other driver runs over in an encrypted network (<see cref="AddUnderlay"/>): then a host's address inside is the first of
/// its subnet, which no workload has, and the driver's packets go between those. There is no way around: a driver's packet to such an address
/// has no other route, and the table drops what would leave or come in otherwise (<see cref="FilterPlan"/>).
/// </summary>
internal sealed class WireguardPlan : DriverPlan
{
    // UDP 8, and of WireGuard's data message 32: type, receiver, counter, and the tag (whitepaper, 5.4.6).
    private const int Headers = 40;

    /// <summary>What to say of a host without it.</summary>
    public const string Missing = "this host has no WireGuard; install wireguard-tools, and wireguard-go where its kernel has none";

    private const string NoKey = "this host's WireGuard key is not made yet";
    private const string NoSecret = "the network's pre-shared key is not on disk yet";

    /// <summary>The driver.</summary>
    public static WireguardPlan Instance { get; } = new();

    /// <inheritdoc/>
    public override int Overhead(Underlay underlay) => Headers + underlay.IpHeader;

    /// <inheritdoc/>
    public override IEnumerable<string> Tunnels(DataPlane plane) => [LinkNames.Wireguard(plane.Vni)];

    /// <summary>What the host lacks for a way across that needs WireGuard, or null where it needs none or has all.</summary>
    public static string? Lack(DataPlane plane, PresharedKey? secret, HostFacts facts) => !plane.HasKeys ? null
        : facts.Wireguard == WireguardKind.None ? Missing
        : facts.KeyOf(plane.KeyGeneration) is null ? NoKey
        : secret is { } shared && FileOf(shared, facts) is null ? NoSecret : null;

    /// <summary>Whether what is lacking is about to be there.</summary>
    public static bool IsOnItsWay(string? lack) => lack is NoKey or NoSecret;

    /// <inheritdoc/>
    public override void AddTo(PlanDraft draft, NetworkOnHost network)
    {
        var device = AddDevice(draft, network, network.Mtu);
        AddPeers(draft, network, device, network.SourcesOf, (peer, own) => network.RouteThrough(device, peer, own));
    }

    /// <summary>Adds what another driver runs over.</summary>
    public static void AddUnderlay(PlanDraft draft, NetworkOnHost network)
    {
        var inside = Inside(network);
        AddDevice(draft, network, inside.Mtu);
        AddPeers(draft, network, inside.Link, peer => [Alone(network.UnderlayOf(peer))],
            (peer, own) => own == network.Subnets[0] && NetworkOnHost.SubnetOf(peer, own.Family) is { } subnet
                ? new(Alone(subnet.BaseAddress), null, inside.Link, Source: inside.Address, Metric: network.Metric)
                : null);
    }

    /// <summary>The inside of the tunnel, as another driver's underlay.</summary>
    public static Underlay Inside(NetworkOnHost network)
    {
        var outside = Underlay.Of(network.Facts);
        var own = network.Subnets[0].Vtep;
        return new(LinkNames.Wireguard(network.Plane.Vni), outside.Mtu - Instance.Overhead(outside), own, Alone(own));
    }

    private static string AddDevice(PlanDraft draft, NetworkOnHost network, int mtu)
    {
        var (plane, facts) = (network.Plane, network.Facts);
        var key = facts.KeyOf(plane.KeyGeneration)!;
        var device = LinkNames.Wireguard(plane.Vni);
        draft.Take(new WireguardLink(device, plane.Port ?? DataPlane.WireguardPort, key.PublicKey, mtu, facts.Wireguard, key.File));
        // Also where nothing needs them: with a link's last address the kernel drops all routes through it.
        foreach (var subnet in network.Subnets) draft.Take(new KernelAddress(device, subnet.Vtep, AddressNumber.Bits(subnet.Vtep)));
        return device;
    }

    // A peer whose key has not come yet is no problem of this host's: it was not there a moment ago either.
    private static void AddPeers(
        PlanDraft draft, NetworkOnHost network, string device, Func<NetworkMember, ImmutableArray<IPNetwork>> inside,
        Func<NetworkMember, HostSubnet, KernelRoute?> route) => EachPeer(draft, network, peer =>
    {
        if (peer.KeyOf(network.Plane.KeyGeneration) is not { } key) return null;
        var port = network.Plane.Port ?? DataPlane.WireguardPort;
        var routes = network.Subnets.Select(own => route(peer, own)).OfType<KernelRoute>();
        var file = network.PresharedKey is { } secret ? FileOf(secret, network.Facts) : null;
        var item = new WireguardPeer(device, key, new(peer.Underlay, port), inside(peer), network.PresharedKey?.Mark, file);
        return draft.Take(item, routes) ? null : Taken(peer, $" or key {key}");
    });

    private static string? FileOf(PresharedKey secret, HostFacts facts) => facts.Preshared?.GetValueOrDefault(secret.Mark);

    private static IPNetwork Alone(IPAddress address) => new(address, AddressNumber.Bits(address));
}
