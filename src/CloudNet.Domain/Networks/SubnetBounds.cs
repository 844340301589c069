using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;

namespace CloudNet.Domain.Networks;

/// <summary>
/// Which subnets of a range are given to hosts unasked: flannel's SubnetMin and SubnetMax, with its defaults (from the second
/// subnet, so that no interface has the network's own address, to the last) and its refusals.
/// </summary>
public static class SubnetBounds
{
    /// <summary>Reads both bounds, and says everything that is wrong with them.</summary>
    /// <param name="path">What comes before the fields' names in messages.</param>
    /// <param name="asked">What was given for the bounds; null for a default.</param>
    /// <param name="range">The range, in order, with the bounds that it has where none are given.</param>
    /// <param name="bounded">The range with the bounds.</param>
    public static IReadOnlyList<FieldProblem> Read(string path, AddRange asked, LeasedRange range, out LeasedRange bounded)
    {
        var (min, max) = (range.SubnetMin, range.SubnetMax);
        List<FieldProblem> problems = [];
        if (asked.SubnetMin is not null && Bound($"{path}subnetMin", asked.SubnetMin, range, out min) is { } wrongMin) problems.Add(wrongMin);
        if (asked.SubnetMax is not null && Bound($"{path}subnetMax", asked.SubnetMax, range, out max) is { } wrongMax) problems.Add(wrongMax);
        if (problems.Count == 0 && AddressNumber.Of(min) > AddressNumber.Of(max))
            problems.Add(new($"{path}{(asked.SubnetMin is null ? "subnetMax" : "subnetMin")}", $"The lowest subnet, {min}, is above the highest, {max}.",
                "Swap them, or leave one out for its default."));
        bounded = range with { SubnetMin = min, SubnetMax = max };
        return problems;
    }

    private static FieldProblem? Bound(string field, string text, LeasedRange of, out IPAddress address)
    {
        var range = of.Range;
        if (AddressText.Address(field, text, out address, of.Family) is { } problem) return problem;
        if (!range.Contains(address))
            return new(field, $"{address} is not inside the range {range}.", $"Use the address of one of its subnets, such as {of.Example.First}.");
        var subnet = RangeArithmetic.Around(address, of.SubnetLength);
        return subnet.First.Equals(address)
            ? null
            : new(field, $"{address} is not the address of a subnet of /{of.SubnetLength}: it lies inside {subnet}.", $"Use {subnet.First}.");
    }
}
