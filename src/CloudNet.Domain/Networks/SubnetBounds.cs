using System.Net;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Addressing;

namespace CloudNet.Domain.Networks;

/// <summary>
/// Which subnets of a range are given to hosts unasked: flannel's SubnetMin and SubnetMax, with its defaults (from the second
/// subnet, so that no interface has the network's own address, to the last) and its refusals.
/// </summary>
public static class SubnetBounds
{
    /// <summary>Reads both bounds, and says everything that is wrong with them.</summary>
    /// <param name="min">What was given for the lowest; null for the default.</param>
    /// <param name="max">What was given for the highest; null for the default.</param>
    /// <param name="range">The network's range, in order.</param>
    /// <param name="length">Prefix length of a subnet, in order.</param>
    /// <param name="bounds">Addresses of the lowest and the highest subnet.</param>
    public static IReadOnlyList<FieldProblem> Read(string? min, string? max, IPNetwork range, int length, out (IPAddress Min, IPAddress Max) bounds)
    {
        bounds = (range.Subnet(length, 1).First, range.Subnet(length, range.SubnetCount(length) - 1).First);
        List<FieldProblem> problems = [];
        if (min is not null && Bound("subnetMin", min, range, length, out bounds.Min) is { } wrongMin) problems.Add(wrongMin);
        if (max is not null && Bound("subnetMax", max, range, length, out bounds.Max) is { } wrongMax) problems.Add(wrongMax);
        if (problems.Count == 0 && AddressNumber.Of(bounds.Min) > AddressNumber.Of(bounds.Max))
            problems.Add(new(min is null ? "subnetMax" : "subnetMin", $"The lowest subnet, {bounds.Min}, is above the highest, {bounds.Max}.",
                "Swap them, or leave one out for its default."));
        return problems;
    }

    private static FieldProblem? Bound(string field, string text, IPNetwork range, int length, out IPAddress address)
    {
        if (AddressText.Address(field, text, out address) is { } problem) return problem;
        if (!range.Contains(address))
            return new(field, $"{address} is not inside the range {range}.", $"Use the address of one of its subnets, such as {range.Subnet(length, 1).First}.");
        var bits = AddressNumber.Bits(address.AddressFamily);
        var subnet = range.Subnet(length, range.IndexOf(new IPNetwork(address, bits)) >> bits - length);
        return subnet.First.Equals(address)
            ? null
            : new(field, $"{address} is not the address of a subnet of /{length}: it lies inside {subnet}.", $"Use {subnet.First}.");
    }
}
