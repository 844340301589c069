using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Refusals;
using CloudNet.Web.Hosts;

namespace CloudNet.Web.Policies;

/// <summary>
/// Peers and ports as people type them: a peer a line, <c>app=web, tier=front</c> or <c>192.0.2.0/24</c>, and ports with commas between,
/// <c>80, 8000-8010/udp, icmp</c>. What is wrong with them the controller says, in its words.
/// </summary>
public static class TypedPolicy
{
    /// <summary>The lines that have something in them.</summary>
    public static IReadOnlyList<string> Lines(string? text) => Cut(text, '\n');

    /// <summary>What stands between commas.</summary>
    public static IReadOnlyList<string> Items(string? text) => Cut(text, ',');

    /// <summary>The peers.</summary>
    public static IReadOnlyList<CreatePolicyPeer> Peers(string? text) =>
        [.. Lines(text).Select(line => IsLabels(line) ? new CreatePolicyPeer(TypedLabels.Read(line)) : new(Cidr: line))];

    /// <summary>The ports.</summary>
    public static IReadOnlyList<CreatePolicyPort> Ports(string? text) => [.. Items(text).Select(Port)];

    /// <summary>Whether a line of peers is of labels, and no range.</summary>
    public static bool IsLabels(string line) => line.Contains('=', StringComparison.Ordinal);

    /// <summary>Labels that have two values in one list: only one of them would be taken.</summary>
    public static IEnumerable<FieldProblem> Twice(string field, string? text) =>
        from label in Items(text).Distinct()
        group label by label.Split('=')[0].TrimEnd() into same
        where same.Count() > 1
        select new FieldProblem(
            field, $"Label '{same.Key}' has two values: {string.Join(" and ", same)}.", "A workload has one of them. Make a peer, or a policy, for each.");

    private static CreatePolicyPort Port(string item)
    {
        var slash = item.IndexOf('/', StringComparison.Ordinal);
        // A word alone is a whole protocol.
        if (slash < 0 && char.IsAsciiLetter(item[0])) return new(item.ToLowerInvariant());
        var range = (slash < 0 ? item : item[..slash]).Split('-', 2, StringSplitOptions.TrimEntries);
        return new(slash < 0 ? null : item[(slash + 1)..].Trim().ToLowerInvariant(), Number(range[0]), range.Length > 1 ? Number(range[1]) : null);
    }

    // What is no number is refused as one that is no port.
    private static int Number(string text) => int.TryParse(text, out var number) ? number : 0;

    private static string[] Cut(string? text, char at) =>
        (text ?? "").Split(at, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
