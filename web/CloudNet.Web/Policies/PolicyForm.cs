using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Refusals;
using CloudNet.Web.Hosts;

namespace CloudNet.Web.Policies;

/// <summary>A policy as it is typed.</summary>
public sealed record PolicyForm
{
    /// <summary>The fields that it has, by their names in the request.</summary>
    public static readonly string[] Fields = ["name", "direction", "action", "selector", "peers", "ports", "priority"];

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Which connections it is about.</summary>
    public string Direction { get; set; } = "ingress";

    /// <summary>What it does with them.</summary>
    public string Action { get; set; } = "allow";

    /// <summary>The labels of the workloads that it is about; empty: all.</summary>
    public string? Selector { get; set; }

    /// <summary>The other end, one a line; empty: anybody.</summary>
    public string? Peers { get; set; }

    /// <summary>The ports that are called; empty: everything.</summary>
    public string? Ports { get; set; }

    /// <summary>The place in the order; null: the usual one.</summary>
    public int? Priority { get; set; }

    /// <summary>Whether it only counts.</summary>
    public bool CountsOnly { get; set; }

    /// <summary>What it will do, in a sentence.</summary>
    public string Sentence => $"{Verb} {(Direction == "egress" ? "of" : "to")} {Workloads(Selector)} {(Direction == "egress" ? "to" : "from")} "
        + $"{Any(TypedPolicy.Lines(Peers).Select(Peer), "anybody")}, {Any(TypedPolicy.Items(Ports), "everything")}.";

    /// <summary>One that there is.</summary>
    public static PolicyForm Of(PolicyRecord policy) => new()
    {
        Name = policy.Name, Direction = PolicyWords.Of(policy.Direction), Action = PolicyWords.Of(policy.Action), Selector = PolicyWords.Of(policy.Selector),
        Peers = string.Join('\n', policy.Peers.Select(PolicyWords.Of)), Ports = string.Join(", ", policy.Ports.Select(PolicyWords.Of)),
        Priority = policy.Priority, CountsOnly = policy.DryRun,
    };

    /// <summary>What the controller would not be told of: labels that are typed with two values.</summary>
    public IReadOnlyList<FieldProblem> Twice() =>
    [
        .. TypedPolicy.Twice("selector", Selector),
        .. TypedPolicy.Lines(Peers).Where(TypedPolicy.IsLabels).SelectMany(line => TypedPolicy.Twice("peers", line)),
    ];

    /// <summary>Asks for it.</summary>
    public CreatePolicy Create() => new(
        Name?.Trim(), Direction, Action, TypedLabels.Read(Selector), Some(TypedPolicy.Peers(Peers)), Some(TypedPolicy.Ports(Ports)), Priority,
        CountsOnly ? true : null);

    /// <summary>Asks for what is otherwise than before.</summary>
    public SetPolicy Change(PolicyForm before) => new(
        Direction == before.Direction ? null : Direction, Action == before.Action ? null : Action,
        Same(Selector, before.Selector) ? null : TypedLabels.Read(Selector) ?? new Dictionary<string, string>(),
        Same(Peers, before.Peers) ? null : TypedPolicy.Peers(Peers), Same(Ports, before.Ports) ? null : TypedPolicy.Ports(Ports),
        Priority == before.Priority ? null : Priority ?? PolicyBounds.UsualPriority, CountsOnly == before.CountsOnly ? null : CountsOnly);

    private string Verb => (CountsOnly, Action) switch
    {
        (true, "deny") => "Counts what it would deny, and decides nothing: connections",
        (true, _) => "Counts what it would allow, and decides nothing: connections",
        (_, "deny") => "Denies connections",
        _ => "Allows connections",
    };

    private static bool Same(string? one, string? other) => (one ?? "").Trim() == (other ?? "").Trim();

    private static string Workloads(string? labels) => string.IsNullOrWhiteSpace(labels) ? "all workloads" : $"workloads with {labels.Trim()}";

    private static string Peer(string line) => TypedPolicy.IsLabels(line) ? Workloads(line) : line;

    private static string Any(IEnumerable<string> words, string none) => string.Join(" or ", words) is { Length: > 0 } some ? some : none;

    private static IReadOnlyList<T>? Some<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;
}
