using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Networks;

/// <summary>What a network may be; <see cref="RangeRules"/> says it of its ranges.</summary>
public static class NetworkRules
{
    /// <summary>Smallest MTU: what every IPv4 host must take (RFC 791).</summary>
    public const int LeastMtu = 576;

    /// <summary>Smallest MTU of a network with IPv6 (RFC 8200).</summary>
    public const int LeastMtuV6 = 1280;

    /// <summary>Largest MTU: jumbo frames.</summary>
    public const int MostMtu = 9000;

    private const int MostNamed = 5;

    /// <summary>The network that was asked for, or everything that is wrong with it at once.</summary>
    public static Outcome<NewNetwork> Parse(CreateNetwork request, IReadOnlyCollection<OtherNetwork> others)
    {
        List<FieldProblem> invalid = [], conflicts = [];
        Add(invalid, NameRules.Network("name", request.Name));
        var ranges = Ranges(request, others, invalid, conflicts);
        var plane = DataPlaneRules.Parse(request, others, invalid, conflicts);
        Add(invalid, Mtu(request.Mtu, ranges));
        if (others.Any(other => other.Name == request.Name))
            conflicts.Insert(0, new("name", $"The tenant has a network '{request.Name}' already.", "Choose another name, or remove that network first."));

        return Refusal.Of(invalid, "The network conflicts with another", conflicts) is { } refusal
            ? refusal
            : new NewNetwork(request.Name ?? "", LeasedNetwork.InOrder(ranges), plane, request.Nat ?? true);
    }

    /// <summary>
    /// Refuses ranges that the tenant's hosts have their own addresses in: none of them could join, and a host that has joined
    /// already could not reach them.
    /// </summary>
    /// <param name="ranges">The ranges.</param>
    /// <param name="inside">Those hosts, by name.</param>
    public static Refusal? HostsInside(IEnumerable<IPNetwork> ranges, IReadOnlyList<(string Name, IPAddress Underlay)> inside) => inside.Count == 0
        ? null
        : Refusal.Conflict("Hosts' own addresses lie in the network", [new("range",
            $"{ranges.First(range => range.Contains(inside[0].Underlay))} holds the underlay address of {(inside.Count == 1 ? "host" : "hosts")} "
            + $"{string.Join(", ", inside.Take(MostNamed).Select(host => $"'{host.Name}' ({host.Underlay})"))}{(inside.Count > MostNamed ? $" and {inside.Count - MostNamed} more" : "")}.",
            "Use a range that no host's own address is in.")]);

    /// <summary>Refuses a range that touches another network of the tenant.</summary>
    public static FieldProblem? Overlap(string field, IPNetwork range, IEnumerable<OtherNetwork> others)
    {
        var overlapping = others.Where(other => other.Range.Overlaps(range)).Select(other => $"'{other.Name}' ({other.Range})").ToArray();
        return overlapping.Length == 0
            ? null
            : new(field, $"{range} overlaps {(overlapping.Length == 1 ? "network" : "networks")} {string.Join(", ", overlapping.Take(MostNamed))}.",
                "Use a range that the tenant's other networks do not touch.");
    }

    /// <summary>Refuses an MTU that IPv6 does not allow in a network that has it.</summary>
    public static FieldProblem? Fits(int? mtu, IEnumerable<LeasedRange> ranges) =>
        mtu is >= LeastMtu and < LeastMtuV6 && ranges.Any(range => range.Family == AddressFamily.InterNetworkV6)
            ? new("mtu", $"An MTU is {LeastMtuV6} bytes or more in a network with IPv6 (RFC 8200); {mtu} was given.", $"Use {LeastMtuV6} to {MostMtu}, or leave it out.")
            : null;

    private static List<LeasedRange> Ranges(
        CreateNetwork request, IReadOnlyCollection<OtherNetwork> others, List<FieldProblem> invalid, List<FieldProblem> conflicts)
    {
        List<LeasedRange> ranges = [];
        var more = request.MoreRanges ?? [];
        if (more.Count >= RangeRules.Most)
        {
            invalid.Add(new("moreRanges", $"A network has at most {RangeRules.Most} ranges; {more.Count + 1} were given.", "Use fewer, wider ranges."));
            more = [];
        }
        // In JSON a list may hold null.
        var asked = more.Select((range, index) => ($"moreRanges[{index}].", (AddRange?)range ?? new()))
            .Prepend(("", new AddRange(request.Range, request.SubnetLength, request.SubnetMin, request.SubnetMax)));
        foreach (var (path, one) in asked)
        {
            invalid.AddRange(RangeRules.Read(path, one, ranges, out var range));
            if (range is null) continue;
            if (ranges.FirstOrDefault(other => other.Range.Overlaps(range.Range)) is { } own)
                invalid.Add(new($"{path}range", $"{range.Range} overlaps {own.Range}, which is in the request too.", "Use ranges that do not touch each other."));
            Add(conflicts, Overlap($"{path}range", range.Range, others));
            ranges.Add(range);
        }
        return ranges;
    }

    /// <summary>Refuses an MTU out of bounds.</summary>
    public static FieldProblem? Mtu(int? mtu, IEnumerable<LeasedRange> ranges) => mtu is < LeastMtu or > MostMtu
        ? new("mtu", $"An MTU is {LeastMtu} to {MostMtu} bytes; {mtu} was given.",
            "Use one in these bounds, or leave it out: each host then derives it.")
        : Fits(mtu, ranges);

    private static void Add(List<FieldProblem> problems, FieldProblem? problem)
    {
        if (problem is not null) problems.Add(problem);
    }
}
