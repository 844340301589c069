using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>The IPv4 part of a network, which is what this agent builds.</summary>
internal static class Ipv4
{
    /// <summary>Whether an address is IPv4.</summary>
    public static bool Is(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    /// <summary>A member's subnet; null where it has none.</summary>
    public static IPNetwork? Subnet(NetworkMember member) =>
        member.Subnets().Where(subnet => Is(subnet.BaseAddress)).Select(subnet => (IPNetwork?)subnet).FirstOrDefault();

    /// <summary>The network's ranges.</summary>
    public static ImmutableArray<IPNetwork> Ranges(NetworkSettings settings) => [.. settings.Ranges.Where(range => Is(range.BaseAddress))];
}
