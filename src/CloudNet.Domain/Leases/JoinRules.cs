using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Hosts;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Leases;

/// <summary>What happens when a host joins a network.</summary>
public static class JoinRules
{
    /// <summary>
    /// What the host gets of each family that the network has, IPv4 first: of the leases that there are the one it holds, else the
    /// one reserved for its name, else a free subnet.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="host">The host.</param>
    /// <param name="hostName">Its name.</param>
    /// <param name="underlay">Its own address.</param>
    /// <param name="own">The leases that it holds or that are reserved for its name.</param>
    public static Outcome<IReadOnlyList<Choice>> Choose(
        LeasedNetwork network, HostId host, string hostName, IPAddress underlay, IReadOnlyCollection<LeaseState> own)
    {
        if (own.All(lease => lease.Holder != host) && UnderlayInside(network, hostName, underlay) is { } refusal) return refusal;
        return Outcome<IReadOnlyList<Choice>>.Done(
            [.. network.Families.Select(family => new Choice(family, Of(own.Where(lease => lease.Family == family), host, hostName)))]);
    }

    /// <summary>Refuses a host whose own address lies in the network: packets to it would be sent to a container's subnet.</summary>
    public static Refusal? UnderlayInside(LeasedNetwork network, string hostName, IPAddress underlay) => network.Around(underlay) is { } range
        ? new(RefusalKind.Conflict, "The host's address lies in the network",
            $"Host '{hostName}' has the underlay address {underlay}, which lies in network '{network.Name}' ({range.Range}): "
            + "peers could not reach it. Use a network with a range that no host's own address is in.")
        : null;

    private static IPNetwork? Of(IEnumerable<LeaseState> own, HostId host, string hostName) =>
        (own.FirstOrDefault(lease => lease.Holder == host) ?? own.FirstOrDefault(lease => lease.ReservedFor == hostName && lease.Holder is null))?.Subnet;

    /// <summary>What was chosen.</summary>
    /// <param name="Family">For which family.</param>
    /// <param name="Subnet">The subnet of a lease that is there; null for a free one.</param>
    public sealed record Choice(AddressFamily Family, IPNetwork? Subnet);
}
