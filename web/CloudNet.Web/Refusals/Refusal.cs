using CloudNet.Contracts.Refusals;

namespace CloudNet.Web.Refusals;

/// <summary>A refusal, spread over a form: each problem at its field, the rest at the top.</summary>
/// <param name="problem">The refusal, or null for none.</param>
/// <param name="fields">The fields that the form has, by their names in the request.</param>
public sealed class Refusal(ProblemRecord? problem, params string[] fields)
{
    /// <summary>No refusal.</summary>
    public static Refusal None { get; } = new(null);

    /// <summary>The refusal, or null.</summary>
    public ProblemRecord? Problem { get; } = problem;

    /// <summary>Problems of fields that the form does not have.</summary>
    public IReadOnlyList<FieldProblem> Elsewhere =>
        [.. Problems.Where(found => !fields.Any(name => IsAt(found, name)))];

    /// <summary>Whether a field, or something in it, is wrong.</summary>
    public bool Has(string field) => At(field).Any();

    /// <summary>All that is wrong with a field, each rule with its way out.</summary>
    public string Text(string field) => string.Join(" ", At(field).Select(Sentence));

    /// <summary>A problem as a sentence or two.</summary>
    public static string Sentence(FieldProblem problem) => $"{Stopped(problem.Rule)} {Stopped(problem.WayOut)}".Trim();

    private IReadOnlyList<FieldProblem> Problems => Problem?.Problems ?? [];

    private IEnumerable<FieldProblem> At(string field) => Problems.Where(found => IsAt(found, field));

    // What is typed into one field may be several things: peers[1].cidr is in peers.
    private static bool IsAt(FieldProblem found, string field) =>
        found.Field.StartsWith(field, StringComparison.OrdinalIgnoreCase) && (found.Field.Length == field.Length || found.Field[field.Length] is '[' or '.');

    private static string Stopped(string text) => text.Length == 0 || ".!?".Contains(text[^1]) ? text : text + ".";
}
