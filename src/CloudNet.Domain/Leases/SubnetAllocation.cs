using System.Net;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Leases;

/// <summary>
/// Which subnet a host gets: the lowest free one, so that what a person sees is what they would have chosen. The first subnet
/// of the range is passed over, as flannel does, so that no interface has the network's own address; it can be reserved by
/// hand. Cost: sorting the taken subnets.
/// </summary>
public static class SubnetAllocation
{
    /// <summary>The lowest free subnet, or a refusal that counts what is taken.</summary>
    public static Outcome<IPNetwork> LowestFree(LeasedNetwork network, IReadOnlyCollection<LeaseState> leases)
    {
        var total = network.Range.SubnetCount(network.SubnetLength);
        var candidate = UInt128.One;
        foreach (var index in leases.Select(lease => network.Range.IndexOf(lease.Subnet)).Order())
        {
            if (index > candidate) break;
            if (index == candidate) candidate++;
        }
        return candidate < total ? network.Range.Subnet(network.SubnetLength, candidate) : Full(network, total, leases);
    }

    private static Refusal Full(LeasedNetwork network, UInt128 total, IReadOnlyCollection<LeaseState> leases)
    {
        var held = leases.Count(lease => lease.Holder is not null);
        var first = network.Range.Subnet(network.SubnetLength, 0);
        var firstIsFree = leases.All(lease => lease.Subnet != first);
        return new(RefusalKind.Conflict, "The network is full",
            $"Network '{network.Name}' ({network.Range}) has no free subnet of /{network.SubnetLength}: {held} used, {leases.Count - held} reserved, "
            + $"0 free of {total}{(firstIsFree ? $" ({first}, the first, is given by reservation only)" : "")}. "
            + "Take a host out of it, end a reservation, or make a network with a wider range.");
    }
}
