using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Networks;

/// <summary>
/// How a network grows while it runs: by a further range, or by a wider one in place of those that lie in it. What hosts hold stays
/// as it is, and what was given unasked goes on being given: a network never shrinks.
/// </summary>
public static class GrowthRules
{
    /// <summary>The network's ranges from now on, or why not; the same ranges where nothing changes.</summary>
    /// <param name="network">The network as it is.</param>
    /// <param name="mtu">Its MTU, where it is set.</param>
    /// <param name="hosts">How many hosts are in it.</param>
    /// <param name="asked">The range.</param>
    /// <param name="others">The tenant's other networks.</param>
    public static Outcome<IReadOnlyList<LeasedRange>> Grow(
        LeasedNetwork network, int? mtu, int hosts, AddRange asked, IReadOnlyCollection<OtherNetwork> others)
    {
        List<FieldProblem> invalid = [.. RangeRules.Read("", asked, network.Ranges, out var range)], conflicts = [];
        if (range is not null)
        {
            var inside = network.Ranges.Where(old => range.Range.Contains(old.Range)).ToArray();
            (range, var bounds) = Bounded(asked, range, inside);
            invalid.AddRange(bounds);
            Add(invalid, NetworkRules.Fits(mtu, [range]));
            Add(conflicts, NetworkRules.Overlap("range", range.Range, others));
            Add(conflicts, Contained(network, range));
            Add(conflicts, NewFamily(network, range, hosts));
            foreach (var old in inside) Add(conflicts, Shrinks(range, old));
            if (network.Ranges.Count - inside.Length + 1 > RangeRules.Most)
                conflicts.Add(new("range", $"Network '{network.Name}' has {network.Ranges.Count} ranges, and at most {RangeRules.Most}.",
                    "Give a wider range that holds some of them instead."));
        }
        return Refusal.Of(invalid, "The network cannot grow so", conflicts) is { } refusal
            ? refusal
            : Outcome<IReadOnlyList<LeasedRange>>.Done(
                LeasedNetwork.InOrder(network.Ranges.Where(old => !range!.Range.Contains(old.Range)).Append(range!)));
    }

    // Where a bound is not given: one that was set by hand stays, and a default one becomes the default of the wider range.
    private static (LeasedRange, IReadOnlyList<FieldProblem>) Bounded(AddRange asked, LeasedRange range, IReadOnlyList<LeasedRange> inside)
    {
        var (min, max) = (range.SubnetMin, range.SubnetMax);
        var set = inside.Select(old => (old, Usual: LeasedRange.WithDefaultBounds(old.Range, old.SubnetLength))).ToArray();
        if (asked.SubnetMin is null && set.Length == 1 && !set[0].old.SubnetMin.Equals(set[0].Usual.SubnetMin)) min = set[0].old.SubnetMin;
        if (asked.SubnetMax is null && set.Length == 1 && !set[0].old.SubnetMax.Equals(set[0].Usual.SubnetMax)) max = set[0].old.SubnetMax;
        var problems = SubnetBounds.Read("", asked, range with { SubnetMin = min, SubnetMax = max }, out var bounded);
        return (bounded, problems);
    }

    private static FieldProblem? Contained(LeasedNetwork network, LeasedRange range) =>
        network.Ranges.FirstOrDefault(old => old.Range != range.Range && old.Range.Contains(range.Range)) is { } wider
            ? new("range", $"{range.Range} is in the network's range {wider.Range} already.", "Give one that is not, or a wider one that holds it.")
            : null;

    private static FieldProblem? NewFamily(LeasedNetwork network, LeasedRange range, int hosts) =>
        hosts == 0 || network.Families.Contains(range.Family)
            ? null
            : new("range", $"{hosts} {(hosts == 1 ? "host is" : "hosts are")} in network '{network.Name}' without {FamilyName.Of(range.Family)}, "
                + $"and {range.Range} would be the network's first of it.",
                "Take them out first, or make a network with both families and move them there.");

    private static FieldProblem? Shrinks(LeasedRange range, LeasedRange old)
    {
        if (range.Given.Contains(old.Given)) return null;
        var min = AddressNumber.Of(range.SubnetMin) > AddressNumber.Of(old.SubnetMin);
        return new(min ? "subnetMin" : "subnetMax",
            $"Subnets from {range.SubnetMin} to {range.SubnetMax} are fewer than the network gives now, {old.SubnetMin} to {old.SubnetMax}: a network does not shrink.",
            min ? $"Use {old.SubnetMin} or less." : $"Use {old.SubnetMax} or more.");
    }

    private static void Add(List<FieldProblem> problems, FieldProblem? problem)
    {
        if (problem is not null) problems.Add(problem);
    }
}
