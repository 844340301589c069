using System.Buffers.Binary;
using System.Text;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Decides from a netlink message alone whether it may concern CloudNet. A busy host has thousands of changes that do not:
/// other routes, neighbours that come and age, veths of other containers. In doubt it does.
/// </summary>
/// <param name="nameOf">Name of the link with an index, or null where there is none.</param>
/// <param name="underlayLink">The link that carries the underlay, or null while it is not known: then every link may be it.</param>
internal sealed class NetlinkFilter(Func<int, string?> nameOf, Func<string?> underlayLink)
{
    private const ushort LinkSet = 16, LinkDeleted = 17, AddressSet = 20, AddressDeleted = 21;
    private const ushort RouteSet = 24, RouteDeleted = 25, NeighbourSet = 28, NeighbourDeleted = 29;
    private const ushort ReplaceFlag = 0x100;
    private const byte BridgeFamily = 7, InetTables = 1, NftSubsystem = 10, LinkScope = 253;
    private const ushort Permanent = 0x80, Static = 0x40;
    private const byte Ipv4Family = 2, Ipv6Family = 10;
    private const uint Ipv6Metric = 1024;
    private const string Table = "cloudnet", ServicesTable = "cloudnet-services", PolicyTable = "cloudnet-policy";
    private static readonly string VxlanPrefix = LinkNames.Prefix + "vx";

    // A link that goes takes its addresses and neighbours first; their messages come when its name can no longer be asked for.
    private readonly Dictionary<int, string> names = [];

    /// <summary>What a message of the route family says that may concern CloudNet, or null.</summary>
    public KernelEvent? OfRoute(NetlinkMessage message) => message.Type switch
    {
        LinkSet or LinkDeleted => OfLink(message),
        AddressSet or AddressDeleted => IsAddressOfInterest(message) ? new(KernelEventKind.Address) : null,
        RouteSet or RouteDeleted => IsRouteOfInterest(message) ? new(KernelEventKind.Route)
            : IsOtherRoute(message) ? new(KernelEventKind.OtherRoute) : null,
        NeighbourSet or NeighbourDeleted => IsNeighbourOfInterest(message) ? new(KernelEventKind.Neighbour) : null,
        _ => null,
    };

    /// <summary>
    /// What a message of netfilter says that may concern CloudNet, or null. The first attribute of all its kinds names the table.
    /// </summary>
    public static KernelEvent? OfNetfilter(NetlinkMessage message)
    {
        if (message.Type >> 8 != NftSubsystem || message.ByteAt(0) is not (InetTables or BridgeFamily)) return null;
        return TextOf(message.Attribute(4, 1)) switch
        {
            Table when message.ByteAt(0) == InetTables => new(KernelEventKind.Nft),
            ServicesTable when message.ByteAt(0) == InetTables => new(KernelEventKind.Services),
            PolicyTable => new(KernelEventKind.Policies),
            _ => null,
        };
    }

    /// <summary>Forgets which index has which name: messages were lost.</summary>
    public void Forget() => names.Clear();

    private KernelEvent? OfLink(NetlinkMessage message)
    {
        // Every change of a port is told twice; once is enough.
        if (message.ByteAt(0) == BridgeFamily) return null;
        var (index, name) = (message.Int32At(4), TextOf(message.Attribute(16, 3)));
        var was = names.GetValueOrDefault(index);
        if (message.Type == LinkDeleted) names.Remove(index);
        else names[index] = name;
        // A link may also come under its name, or lose it, by being renamed.
        if (LinkNames.IsVeth(name) && (was is null || was == name)) return new(KernelEventKind.Link, name);
        return IsOurs(name) || IsUnderlay(name) || IsOurs(was) || (was is not null && IsUnderlay(was)) ? new(KernelEventKind.Link) : null;
    }

    private bool IsAddressOfInterest(NetlinkMessage message) =>
        message.ByteAt(3) != LinkScope && NameOf(message.Int32At(4)) is { } name && (IsOurs(name) || IsUnderlay(name));

    // A route of CloudNet's that somebody replaces with one of his own is not told as deleted. It takes one in the main table
    // and without a metric to do so, which in IPv6 is told as 1024; a routing daemon's have one.
    private static bool IsRouteOfInterest(NetlinkMessage message) =>
        message.ByteAt(5) == KernelRoute.Protocol
        || (message.Type == RouteSet && (message.Flags & ReplaceFlag) != 0 && message.ByteAt(4) == KernelRoute.Main
            && (message.Attribute(12, 6) is var metric
                && (metric.IsEmpty || (message.ByteAt(0) == Ipv6Family && BinaryPrimitives.ReadUInt32LittleEndian(metric) == Ipv6Metric))));

    // Unicast in the main table, and no default route. IPv4 does not tell the routes that go with a link: the next slow look finds that.
    private static bool IsOtherRoute(NetlinkMessage message) =>
        message.ByteAt(4) == KernelRoute.Main && message.ByteAt(1) > 0 && message.ByteAt(0) is Ipv4Family or Ipv6Family;

    // On a VXLAN device every neighbour is planned, and every FDB entry that was not learnt. Elsewhere they come by themselves, and only a
    // permanent one is somebody's doing.
    private bool IsNeighbourOfInterest(NetlinkMessage message)
    {
        if (NameOf(message.Int32At(4)) is not { } name || !IsOurs(name)) return false;
        var (isFdb, isVxlan) = (message.ByteAt(0) == BridgeFamily, name.StartsWith(VxlanPrefix, StringComparison.Ordinal));
        var state = message.UInt16At(8);
        return isFdb ? isVxlan && (state & (Permanent | Static)) != 0 : isVxlan || (state & Permanent) != 0;
    }

    private string? NameOf(int index)
    {
        if (names.TryGetValue(index, out var known)) return known;
        var name = nameOf(index);
        if (name is not null) names[index] = name;
        return name;
    }

    private bool IsUnderlay(string name) => underlayLink() is not { } underlay || underlay == name;

    private static bool IsOurs(string? name) => name is not null && name.StartsWith(LinkNames.Prefix, StringComparison.Ordinal);

    private static string TextOf(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value.TrimEnd((byte)0));
}
