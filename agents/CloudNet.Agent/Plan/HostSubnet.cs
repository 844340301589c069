using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Plan;

/// <summary>This host's subnet of a network in one address family.</summary>
/// <param name="Subnet">The subnet, leased to the host.</param>
/// <param name="Ranges">The network's ranges of that family.</param>
/// <param name="IsShared">Whether the range is one segment on all hosts, of which this host gives the subnet's addresses.</param>
internal sealed record HostSubnet(IPNetwork Subnet, ImmutableArray<IPNetwork> Ranges, bool IsShared = false)
{
    /// <summary>The family.</summary>
    public AddressFamily Family => Subnet.BaseAddress.AddressFamily;

    /// <summary>What workloads reach without their gateway: the subnet, or the whole segment.</summary>
    public IPNetwork OnLink => IsShared ? Ranges.First(range => NetworkRules.Holds(range, Subnet)) : Subnet;

    /// <summary>The gateway of the workloads.</summary>
    public IPAddress Gateway { get; } = GatewayOf(Subnet);

    /// <summary>The VTEP's address: the subnet's first, which no workload has.</summary>
    public IPAddress Vtep => Subnet.BaseAddress;

    /// <summary>The address of a subnet that its gateway has: the second, which is the first that a host may have.</summary>
    public static IPAddress GatewayOf(IPNetwork subnet) => AddressNumber.Address(AddressNumber.Of(subnet.BaseAddress) + 1);

    /// <summary>The longest prefix with room for a gateway and a workload: /30, and in IPv6 /126.</summary>
    public static int LongestPrefix(AddressFamily family) => family == AddressFamily.InterNetwork ? 30 : 126;
}
