using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Naming;

namespace CloudNet.Domain.Events;

/// <summary>
/// What events are called: the kind of the thing and what became of it, as in <c>network.created</c>. The kinds are those of the
/// audit log; docs/events.md lists them, and a test holds both lists to what the database tells.
/// </summary>
public static class EventNames
{
    private const int MostNames = 50;

    /// <summary>What may become of a thing.</summary>
    public static IReadOnlyList<string> Actions { get; } = ["created", "changed", "removed"];

    /// <summary>The kinds of things, in the alphabet's order.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "address", "enrolment-key", "hidden-network", "host", "invitation", "lease", "member", "network", "pin", "policy", "policy-defaults", "port-mapping",
        "quotas", "range", "rollout", "service", "tenant", "token", "webhook", "workload",
    ];

    /// <summary>The name of an event.</summary>
    public static string Of(string kind, string action) => $"{kind}.{action}";

    /// <summary>Says which of these are neither a kind nor the name of an event.</summary>
    public static IEnumerable<FieldProblem> Check(string field, IReadOnlyList<string> names)
    {
        if (names.Count > MostNames) return [new(field, $"At most {MostNames} names.", "Name kinds: each stands for all of its events.")];
        return names.Where(name => !IsKnown(name)).Select(name => new FieldProblem(
            field, $"{Quoted.Text(name)} is no event.", $"Use a kind ({string.Join(", ", Kinds)}), or with .created, .changed or .removed behind it."));
    }

    private static bool IsKnown(string name) =>
        Kinds.Contains(name) || (name.Split('.') is [var kind, var action] && Kinds.Contains(kind) && Actions.Contains(action));
}
