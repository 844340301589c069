using System.Net;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Leases;

/// <summary>
/// Which subnet a host gets: the lowest free one, so that what a person sees is what they would have chosen. What is free is
/// kept as ranges (<see cref="FreeRange"/>), and each step here looks at one or two of them, however many leases there are.
/// </summary>
public static class SubnetAllocation
{
    /// <summary>Takes the lowest free subnets, as many as are wanted or as there are.</summary>
    /// <param name="free">The lowest free ranges, in order; as many as subnets are wanted are always enough.</param>
    /// <param name="subnetLength">Prefix length of a subnet.</param>
    /// <param name="wanted">How many.</param>
    /// <returns>The subnets; how many of the ranges are used up by them; and what is left of the next one, where it was begun.</returns>
    public static (IReadOnlyList<IPNetwork> Taken, int UsedUp, FreeRange? Left) TakeLowest(IReadOnlyList<FreeRange> free, int subnetLength, int wanted)
    {
        var taken = new List<IPNetwork>(wanted);
        var at = 0;
        for (; at < free.Count && taken.Count < wanted; at++)
        {
            taken.AddRange(free[at].Lowest(subnetLength, wanted - taken.Count));
            if (free[at].Above(taken[^1]) is { } rest) return (taken, at, rest);
        }
        return (taken, at, null);
    }

    /// <summary>What a range becomes when a subnet in it is taken: none, one or two ranges.</summary>
    public static IReadOnlyList<FreeRange> Without(FreeRange range, IPNetwork subnet) =>
        [.. new[] { range.Below(subnet), range.Above(subnet) }.OfType<FreeRange>()];

    /// <summary>The range that a subnet becomes when it is given back, one with those that it touches.</summary>
    /// <param name="subnet">The subnet.</param>
    /// <param name="below">The next free range below it, where there is one.</param>
    /// <param name="above">The next free range above it, where there is one.</param>
    public static FreeRange With(IPNetwork subnet, FreeRange? below, FreeRange? above) => new(
        below?.EndsBefore(subnet) == true ? below.First : subnet.First,
        above?.BeginsAfter(subnet) == true ? above.Last : subnet.Last);

    /// <summary>Says that no subnet is free, with the counts.</summary>
    /// <param name="network">The network.</param>
    /// <param name="held">Subnets that hosts hold.</param>
    /// <param name="reserved">Subnets that are reserved, and not held.</param>
    public static Refusal Full(LeasedNetwork network, int held, int reserved)
    {
        var total = network.Range.SubnetCount(network.SubnetLength);
        var outside = total - (uint)held - (uint)reserved;
        return new(RefusalKind.Conflict, "The network is full",
            $"Network '{network.Name}' ({network.Range}) has no free subnet of /{network.SubnetLength}: {held} used, {reserved} reserved, "
            + $"0 free of {total}{(outside > 0 ? $" ({outside} outside {network.SubnetMin} to {network.SubnetMax} are given by reservation only)" : "")}. "
            + "Take a host out of it, end a reservation, or make a network with a wider range.");
    }
}
