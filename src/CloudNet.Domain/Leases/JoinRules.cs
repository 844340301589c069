using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Leases;

/// <summary>What happens when a host joins a network.</summary>
public static class JoinRules
{
    /// <summary>
    /// The subnet that the host gets: the one it holds, else the one reserved for its name, else the lowest free one.
    /// </summary>
    public static Outcome<IPNetwork> Subnet(
        LeasedNetwork network, HostId host, string hostName, IPAddress underlay, IReadOnlyCollection<LeaseState> leases)
    {
        if (leases.FirstOrDefault(lease => lease.Holder == host) is { } held) return held.Subnet;
        if (UnderlayInside(network, hostName, underlay) is { } refusal) return refusal;
        if (leases.FirstOrDefault(lease => lease.ReservedFor == hostName && lease.Holder is null) is { } reserved) return reserved.Subnet;
        return SubnetAllocation.LowestFree(network, leases);
    }

    /// <summary>Refuses a host whose own address lies in the network: packets to it would be sent to a container's subnet.</summary>
    public static Refusal? UnderlayInside(LeasedNetwork network, string hostName, IPAddress underlay) => network.Range.Contains(underlay)
        ? new(RefusalKind.Conflict, "The host's address lies in the network",
            $"Host '{hostName}' has the underlay address {underlay}, which lies in network '{network.Name}' ({network.Range}): "
            + "peers could not reach it. Use a network with a range that no host's own address is in.")
        : null;
}
