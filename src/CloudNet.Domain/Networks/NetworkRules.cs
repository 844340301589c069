using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Networks;

/// <summary>
/// What a network may be. The bounds of subnets are flannel's: default /24, at least four in the range, none longer than /30.
/// </summary>
public static class NetworkRules
{
    /// <summary>Longest prefix of a host's subnet: two usable addresses.</summary>
    public const int LongestSubnet = 30;

    /// <summary>Smallest MTU: what every IPv4 host must take (RFC 791).</summary>
    public const int LeastMtu = 576;

    /// <summary>Largest MTU: jumbo frames.</summary>
    public const int MostMtu = 9000;

    private const string Example = "10.100.0.0/16";
    private const int MostNamed = 5;

    private static readonly string[] Drivers = ["vxlan", "routed"];

    /// <summary>The network that was asked for, or everything that is wrong with it at once.</summary>
    public static Outcome<NewNetwork> Parse(CreateNetwork request, IReadOnlyCollection<OtherNetwork> others)
    {
        List<FieldProblem> invalid = [], conflicts = [];
        Add(invalid, NameRules.Network("name", request.Name));
        var rangeProblem = AddressText.Range("range", request.Range, Example, out var range) ?? Special(range);
        Add(invalid, rangeProblem);
        var length = request.SubnetLength ?? DefaultSubnetLength(range.PrefixLength);
        var lengthProblem = rangeProblem is null ? SubnetLength(request.SubnetLength, length, range) : LengthAlone(request.SubnetLength);
        Add(invalid, lengthProblem);
        (IPAddress Min, IPAddress Max) bounds = (IPAddress.None, IPAddress.None);
        if (rangeProblem is null && lengthProblem is null)
            invalid.AddRange(SubnetBounds.Read(request.SubnetMin, request.SubnetMax, range, length, out bounds));
        Add(invalid, Driver(request.Driver, out var driver));
        Add(invalid, Mtu(request.Mtu));
        Add(conflicts, NameTaken(request.Name, others));
        if (rangeProblem is null) Add(conflicts, Overlap(range, others));

        return Refusal.Of(invalid, "The network conflicts with another", conflicts) is { } refusal
            ? refusal
            : new NewNetwork(request.Name ?? "", range, length, bounds.Min, bounds.Max, driver, request.Nat ?? true, request.Mtu);
    }

    /// <summary>
    /// Refuses a network that the tenant's hosts have their own addresses in: none of them could join it, and a host that has
    /// joined already could not reach them.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="inside">Those hosts, by name.</param>
    public static Refusal? HostsInside(NewNetwork network, IReadOnlyList<(string Name, IPAddress Underlay)> inside) => inside.Count == 0
        ? null
        : Refusal.Conflict("Hosts' own addresses lie in the network", [new("range",
            $"{network.Range} holds the underlay address of {(inside.Count == 1 ? "host" : "hosts")} "
            + $"{string.Join(", ", inside.Take(MostNamed).Select(host => $"'{host.Name}' ({host.Underlay})"))}{(inside.Count > MostNamed ? $" and {inside.Count - MostNamed} more" : "")}.",
            "Use a range that no host's own address is in.")]);

    /// <summary>Prefix length of a host's subnet where none is given: 24, or two bits more than the range where that is too narrow.</summary>
    public static int DefaultSubnetLength(int rangeLength) => rangeLength <= 22 ? 24 : rangeLength + 2;

    private static FieldProblem? Special(IPNetwork range) => SpecialRanges.Within(range) is { } special
        ? new("range", $"{range} overlaps {special}, which no container can have.", $"Use a private range, such as {Example}.")
        : null;

    private static FieldProblem? SubnetLength(int? given, int length, IPNetwork range)
    {
        if (range.PrefixLength > LongestSubnet - 2)
            return new("range", $"{range} is too narrow: it does not hold four subnets of /{LongestSubnet}.",
                $"Use a range of /{LongestSubnet - 2} or wider.");
        if (LengthAlone(given) is { } problem) return problem;
        return length < range.PrefixLength + 2
            ? new("subnetLength", $"At least four subnets must fit into the range; {range} holds {Count(range, length)} of /{length}.",
                $"Use {range.PrefixLength + 2} to {LongestSubnet}, or a wider range.")
            : null;
    }

    private static FieldProblem? LengthAlone(int? given) => given is < 0 or > LongestSubnet
        ? new("subnetLength", $"A subnet's length is at most {LongestSubnet}, so that it has two usable addresses; {given} was given.",
            $"Use {LongestSubnet} or less, or leave it out.")
        : null;

    private static string Count(IPNetwork range, int length) =>
        length < range.PrefixLength ? "none" : range.SubnetCount(length).ToString();

    private static FieldProblem? Driver(string? text, out NetworkDriver driver)
    {
        driver = text == "routed" ? NetworkDriver.Routed : NetworkDriver.Vxlan;
        return text is null || Drivers.Contains(text)
            ? null
            : new("driver", $"{Quoted.Text(text)} is no driver.", $"Use one of: {string.Join(", ", Drivers)}; or leave it out for {Drivers[0]}.");
    }

    private static FieldProblem? Mtu(int? mtu) => mtu is < LeastMtu or > MostMtu
        ? new("mtu", $"An MTU is {LeastMtu} to {MostMtu} bytes; {mtu} was given.",
            "Use one in these bounds, or leave it out: each host then derives it.")
        : null;

    private static FieldProblem? NameTaken(string? name, IEnumerable<OtherNetwork> others) => others.Any(other => other.Name == name)
        ? new("name", $"The tenant has a network '{name}' already.", "Choose another name, or remove that network first.")
        : null;

    private static FieldProblem? Overlap(IPNetwork range, IEnumerable<OtherNetwork> others)
    {
        var overlapping = others.Where(other => other.Range.Overlaps(range)).Select(other => $"'{other.Name}' ({other.Range})").ToArray();
        return overlapping.Length == 0
            ? null
            : new("range", $"{range} overlaps {(overlapping.Length == 1 ? "network" : "networks")} {string.Join(", ", overlapping.Take(MostNamed))}.",
                "Use a range that the tenant's other networks do not touch.");
    }

    private static void Add(List<FieldProblem> problems, FieldProblem? problem)
    {
        if (problem is not null) problems.Add(problem);
    }
}
