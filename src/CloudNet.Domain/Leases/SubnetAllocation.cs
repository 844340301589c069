using System.Net;
using System.Net.Sockets;
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
            // Nothing is left below what was taken last, since it is taken from below.
            if (free[at].Except(FreeRange.Of(taken[^1])).LastOrDefault() is { } rest && !rest.First.Equals(free[at].First)) return (taken, at, rest);
        }
        return (taken, at, null);
    }

    /// <summary>What a range becomes when a subnet in it is taken: none, one or two ranges.</summary>
    public static IReadOnlyList<FreeRange> Without(FreeRange range, IPNetwork subnet) => [.. range.Except(FreeRange.Of(subnet))];

    /// <summary>What becomes of addresses that are given back: one range with those that they touch.</summary>
    /// <param name="given">The addresses.</param>
    /// <param name="below">The next free range below them, where there is one.</param>
    /// <param name="above">The next free range above them, where there is one.</param>
    public static FreeRange With(FreeRange given, FreeRange? below, FreeRange? above) => new(
        below?.EndsBefore(given) == true ? below.First : given.First,
        above is not null && given.EndsBefore(above) ? above.Last : given.Last);

    /// <summary>What a network has to give more when its ranges change: never less.</summary>
    /// <param name="before">Its ranges of a family until now.</param>
    /// <param name="after">Those from now on; all that was given before is in them.</param>
    /// <param name="taken">Subnets outside what was given that are no host's to get: leased by reservation, or with addresses of services in them.</param>
    public static IReadOnlyList<FreeRange> Added(IEnumerable<LeasedRange> before, IEnumerable<LeasedRange> after, IEnumerable<IPNetwork> taken)
    {
        var without = before.Select(range => range.Given).Concat(taken.Select(FreeRange.Of)).ToArray();
        return [.. without.Aggregate(after.Select(range => range.Given), (left, gone) => left.SelectMany(range => range.Except(gone)))];
    }

    /// <summary>Says that no subnet is free, with the counts, and who holds most.</summary>
    /// <param name="network">The network.</param>
    /// <param name="family">The family that is full.</param>
    /// <param name="held">Subnets of the family that hosts hold.</param>
    /// <param name="reserved">Subnets of the family that are reserved, and not held.</param>
    /// <param name="holders">What the holders use of their subnets.</param>
    public static Refusal Full(LeasedNetwork network, AddressFamily family, int held, int reserved, SubnetHolders holders)
    {
        var ranges = network.Of(family).ToArray();
        var total = ranges.Aggregate(UInt128.Zero, (sum, range) => sum + range.Total);
        var outside = total - (uint)held - (uint)reserved;
        var bounds = string.Join(", ", ranges.Select(range => $"{range.SubnetMin} to {range.SubnetMax}"));
        return new(RefusalKind.Conflict, "The network is full",
            $"Network '{network.Name}' ({string.Join(", ", ranges.Select(range => range.Range))}) has no free subnet of "
            + $"/{network.SubnetLength(family)}: {held} used, {reserved} reserved, 0 free of {total}"
            + $"{(outside > 0 ? $" ({outside} outside {bounds} are given by reservation only)" : "")}. {holders.Words(held)} "
            + "Take a host out of it, end a reservation, or give it another or a wider range.");
    }
}
