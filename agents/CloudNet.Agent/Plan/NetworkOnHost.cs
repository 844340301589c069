using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>A network seen from one host that is in it.</summary>
/// <param name="View">The network.</param>
/// <param name="Self">This host as a member of it, with an IPv4 subnet.</param>
/// <param name="Facts">The host.</param>
internal sealed record NetworkOnHost(NetworkView View, NetworkMember Self, HostFacts Facts)
{
    /// <summary>Bytes that VXLAN over IPv4 puts before each packet: Ethernet 14, IPv4 20, UDP 8, VXLAN 8.</summary>
    private const int VxlanOverhead = 50;

    /// <summary>The network's settings.</summary>
    public NetworkSettings Settings => View.Settings;

    /// <summary>This host's IPv4 subnet in it.</summary>
    public IPNetwork Subnet { get; } = Ipv4.Subnet(Self)!.Value;

    /// <summary>The network's IPv4 ranges.</summary>
    public ImmutableArray<IPNetwork> Ranges { get; } = Ipv4.Ranges(View.Settings);

    /// <summary>The bridge.</summary>
    public string Bridge { get; } = LinkNames.Bridge(View.Settings.Vni);

    /// <summary>The first usable address of the lease: the bridge's.</summary>
    public IPAddress Gateway { get; } = Next(Ipv4.Subnet(Self)!.Value.BaseAddress);

    /// <summary>What fits through the host's underlay link in one piece.</summary>
    public int PathMtu => Facts.UnderlayMtu - (Settings.Driver == NetworkDriver.Vxlan ? VxlanOverhead : 0);

    /// <summary>The MTU of every link of the network on this host.</summary>
    public int Mtu => Settings.Mtu ?? PathMtu;

    /// <summary>The members that are other hosts.</summary>
    public IEnumerable<NetworkMember> Peers => View.Members.Values.Where(member => member.Host != Self.Host);

    /// <summary>
    /// The bridge's MAC, made from the gateway's address: whatever happens to the bridge, the workloads' neighbour tables
    /// stay right.
    /// </summary>
    public MacAddress BridgeMac
    {
        get
        {
            Span<byte> seed = stackalloc byte[5];
            seed[0] = (byte)'b';
            Gateway.TryWriteBytes(seed[1..], out _);
            return MacAddress.Local(seed);
        }
    }

    private static IPAddress Next(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[4];
        address.TryWriteBytes(octets, out _);
        BinaryPrimitives.WriteUInt32BigEndian(octets, BinaryPrimitives.ReadUInt32BigEndian(octets) + 1);
        return new(octets);
    }
}
