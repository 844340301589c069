using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Leases;

/// <summary>What happens when a host joins a network.</summary>
public static class JoinRules
{
    /// <summary>
    /// The lease that the host gets of those there are: the one it holds, else the one reserved for its name; null where it
    /// needs a free subnet.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="host">The host.</param>
    /// <param name="hostName">Its name.</param>
    /// <param name="underlay">Its own address.</param>
    /// <param name="own">The leases that it holds or that are reserved for its name.</param>
    public static Outcome<Choice> Choose(
        LeasedNetwork network, HostId host, string hostName, IPAddress underlay, IReadOnlyCollection<LeaseState> own)
    {
        if (own.FirstOrDefault(lease => lease.Holder == host) is { } held) return new Choice(held.Subnet);
        if (UnderlayInside(network, hostName, underlay) is { } refusal) return refusal;
        return new Choice(own.FirstOrDefault(lease => lease.ReservedFor == hostName && lease.Holder is null)?.Subnet);
    }

    /// <summary>Refuses a host whose own address lies in the network: packets to it would be sent to a container's subnet.</summary>
    public static Refusal? UnderlayInside(LeasedNetwork network, string hostName, IPAddress underlay) => network.Range.Contains(underlay)
        ? new(RefusalKind.Conflict, "The host's address lies in the network",
            $"Host '{hostName}' has the underlay address {underlay}, which lies in network '{network.Name}' ({network.Range}): "
            + "peers could not reach it. Use a network with a range that no host's own address is in.")
        : null;

    /// <summary>What was chosen.</summary>
    /// <param name="Subnet">The subnet of a lease that is there; null for the lowest free one.</param>
    public sealed record Choice(IPNetwork? Subnet);
}
