using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;

namespace CloudNet.Domain.Networks;

/// <summary>
/// What a range of a network may be. The bounds of subnets are flannel's: default /24 (IPv6: /64), at least four in the range, none
/// so long that it does not hold a gateway and a workload.
/// </summary>
public static class RangeRules
{
    /// <summary>Most ranges of a network: each is a route in each of its workloads.</summary>
    public const int Most = 8;

    /// <summary>A range holds at most two to the power of so many subnets: more than anybody counts.</summary>
    public const int MostSubnetBits = 64;

    private const string Example = "10.100.0.0/16";

    /// <summary>Longest prefix of a host's subnet: two addresses beside the network's own and the last.</summary>
    public static int LongestSubnet(AddressFamily family) => AddressNumber.Bits(family) - 2;

    /// <summary>
    /// Prefix length of a host's subnet where none is given: 24, in IPv6 64, or two bits more than the range where that is too narrow.
    /// </summary>
    public static int DefaultSubnetLength(IPNetwork range)
    {
        var usual = range.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 24 : 64;
        return Math.Max(usual, range.PrefixLength + 2);
    }

    /// <summary>Reads a range, and says everything that is wrong with it in itself.</summary>
    /// <param name="path">What comes before the fields' names in messages, such as <c>moreRanges[0].</c>.</param>
    /// <param name="asked">What was given.</param>
    /// <param name="others">The network's other ranges: subnets of a family are of one length.</param>
    /// <param name="read">The range with its defaults; null where it has a problem.</param>
    public static IReadOnlyList<FieldProblem> Read(string path, AddRange asked, IEnumerable<LeasedRange> others, out LeasedRange? read)
    {
        read = null;
        List<FieldProblem> problems = [];
        if ((AddressText.Range($"{path}range", asked.Range, Example, out var range) ?? Special($"{path}range", range)) is { } wrong)
        {
            problems.Add(wrong);
            var family = asked.Range?.Contains(':') == true ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
            if (asked.SubnetLength is { } alone && (alone < 0 || alone > LongestSubnet(family))) problems.Add(TooLong($"{path}subnetLength", alone, family));
            return problems;
        }
        var usual = others.FirstOrDefault(other => other.Family == range.BaseAddress.AddressFamily)?.SubnetLength;
        var length = asked.SubnetLength ?? usual ?? DefaultSubnetLength(range);
        if (Length(path, range, asked.SubnetLength, length, usual) is { } wrongLength) problems.Add(wrongLength);
        else problems.AddRange(SubnetBounds.Read(path, asked, LeasedRange.WithDefaultBounds(range, length), out read));
        if (problems.Count > 0) read = null;
        return problems;
    }

    private static FieldProblem? Special(string field, IPNetwork range) => SpecialRanges.Within(range) is { } special
        ? new(field, $"{range} overlaps {special}, which no container can have.", $"Use a private range, such as {Example} or fd00:100::/48.")
        : null;

    private static FieldProblem? Length(string path, IPNetwork range, int? given, int length, int? usual)
    {
        var (family, field) = (range.BaseAddress.AddressFamily, $"{path}subnetLength");
        var longest = LongestSubnet(family);
        if (range.PrefixLength > longest - 2)
            return new($"{path}range", $"{range} is too narrow: it does not hold four subnets of /{longest}.", $"Use a range of /{longest - 2} or wider.");
        if (given is { } asked && (asked < 0 || asked > longest)) return TooLong(field, asked, family);
        if (usual is { } other && other != length)
            return new(field, $"The network's other {FamilyName.Of(family)} subnets are /{other}, and all of a family have one length.", $"Use {other}, or leave it out.");
        if (length < range.PrefixLength + 2)
            return new(field, $"At least four subnets must fit into the range; {range} holds {Count(range, length)} of /{length}.",
                $"Use {range.PrefixLength + 2} to {longest}, or a wider range.");
        return length > range.PrefixLength + MostSubnetBits
            ? new(field, $"{range} would hold more than 2^{MostSubnetBits} subnets of /{length}.", $"Use {range.PrefixLength + MostSubnetBits} or less.")
            : null;
    }

    private static FieldProblem TooLong(string field, int given, AddressFamily family) => new(field,
        $"A subnet's length is at most {LongestSubnet(family)}, so that it has two usable addresses; {given} was given.",
        $"Use {LongestSubnet(family)} or less, or leave it out.");

    private static string Count(IPNetwork range, int length) =>
        length < range.PrefixLength ? "none" : range.SubnetCount(length).ToString();
}
