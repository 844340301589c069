using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Benchmarks.Peers;

/// <summary>A VXLAN network of one real host and many that are in its view alone.</summary>
internal static class ManyPeers
{
    /// <summary>The network.</summary>
    public static readonly NetworkId Network = new(Guid.CreateVersion7());

    /// <summary>The real host.</summary>
    public static readonly HostId Self = new(Guid.CreateVersion7());

    /// <summary>Its address on the lan.</summary>
    public static readonly IPAddress Underlay = IPAddress.Parse("192.168.124.51");

    /// <summary>The real host, as its controller shows it.</summary>
    public static HostView Host { get; } = new(Self, "v1", [Network]);

    /// <summary>The network with so many peers.</summary>
    public static NetworkView View(int peers) => new(
        Network, new("blue", [IPNetwork.Parse("10.0.0.0/8")], NetworkDriver.Vxlan, Nat: false, Mtu: null, Vni: 5),
        Enumerable.Range(1, peers).Select(Peer).Append(Member(Self, "v1", Underlay, 0)).ToImmutableSortedDictionary(member => member.Host, member => member));

    /// <summary>One of the peers; from 1.</summary>
    public static NetworkMember Peer(int number) =>
        Member(new(new Guid(number, 0, 0, new byte[8])), $"p{number}", Far(number), number);

    /// <summary>What a person would type for the peers of a VTEP <c>vx0</c>: one batch of <c>ip</c>, and one of <c>bridge</c>.</summary>
    public static (string Ip, string Bridge) ByHand(int first, int peers)
    {
        var (ip, bridge) = (new StringBuilder(), new StringBuilder());
        for (var number = first; number < first + peers; number++)
        {
            var peer = Peer(number);
            var subnet = peer.Leases[0].Subnet;
            ip.Append(CultureInfo.InvariantCulture, $"neighbour add {subnet.BaseAddress} lladdr {peer.Mac} dev vx0 nud permanent\n");
            ip.Append(CultureInfo.InvariantCulture, $"route add {subnet} via {subnet.BaseAddress} dev vx0 onlink\n");
            bridge.Append(CultureInfo.InvariantCulture, $"fdb add {peer.Mac} dev vx0 dst {peer.Underlay} self permanent\n");
        }
        return (ip.ToString(), bridge.ToString());
    }

    private static NetworkMember Member(HostId host, string name, IPAddress underlay, int number) => new(
        host, name, underlay, [new(new(new IPAddress([10, (byte)(number >> 8), (byte)number, 0]), 24), 1)],
        MacAddress.Local([0, 0, 0, (byte)(number >> 8), (byte)number]));

    private static IPAddress Far(int number) => new([172, 16, (byte)(number >> 8), (byte)number]);
}
