using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Plan.Services;

/// <summary>What of a family networks with services have on this host.</summary>
/// <param name="Family">The family.</param>
/// <param name="Ranges">Where services have their addresses.</param>
/// <param name="Subnets">This host's subnets, each with its network.</param>
internal sealed record ServedFamily(
    AddressFamily Family, ImmutableArray<IPNetwork> Ranges, ImmutableArray<(NetworkOnHost Network, HostSubnet Subnet)> Subnets)
{
    /// <summary>nft's word for the family.</summary>
    public string Ip => ServiceNames.Ip(Family);

    /// <summary>Where services have their addresses, in nft's words.</summary>
    public string Set => NftTable.Set(Ranges);

    /// <summary>The same but for subnets that hosts have among them by reservation: what is sent there and is no service's address is refused.</summary>
    public string Nobodys
    {
        get
        {
            IPNetwork[] leased =
            [
                .. from one in Subnets
                   from member in one.Network.View.Members.Values
                   from subnet in member.Subnets()
                   where Ranges.Any(range => range.Contains(subnet.BaseAddress))
                   select subnet,
            ];
            return leased.Length == 0 ? $"{Ip} daddr {Set}" : $"{Ip} daddr {Set} {Ip} daddr != {NftTable.Set(leased)}";
        }
    }

    /// <summary>All addresses of the networks, in nft's words.</summary>
    public string Inside => NftTable.Set(Subnets.SelectMany(one => one.Network.OpenRanges(Family)));

    /// <summary>Those of these networks; a family that has nothing is left out.</summary>
    public static IEnumerable<ServedFamily> Of(IReadOnlyCollection<NetworkOnHost> networks) =>
        from family in (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6]
        let subnets = (from network in networks
                       from subnet in network.Subnets
                       where subnet.Family == family && !network.ServiceRanges(family).IsEmpty
                       select (network, subnet)).ToImmutableArray()
        where !subnets.IsEmpty
        select new ServedFamily(family, [.. subnets.SelectMany(one => one.network.ServiceRanges(family)).Distinct()], subnets);
}
