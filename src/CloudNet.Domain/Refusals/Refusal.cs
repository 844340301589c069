using CloudNet.Contracts.Refusals;

namespace CloudNet.Domain.Refusals;

/// <summary>A "no" that was to be expected, as a value: what, where, and the way out.</summary>
/// <param name="Kind">Why, in the broad.</param>
/// <param name="Title">The refusal in a few words.</param>
/// <param name="Detail">What happened, and the way out.</param>
/// <param name="Problems">Each field that is wrong; empty where the refusal is about the whole.</param>
public sealed record Refusal(RefusalKind Kind, string Title, string Detail, params IReadOnlyList<FieldProblem> Problems)
{
    /// <summary>After how long it is worth to try again; null where that is not known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The request is wrong in these fields.</summary>
    public static Refusal Invalid(IReadOnlyList<FieldProblem> problems) =>
        new(RefusalKind.Invalid, "The request is not valid", Summary(problems), problems);

    /// <summary>The request is right, but these fields stand against what is there.</summary>
    public static Refusal Conflict(string title, IReadOnlyList<FieldProblem> problems) =>
        new(RefusalKind.Conflict, title, Summary(problems), problems);

    /// <summary>Nothing of this kind has this id or name in the caller's tenant.</summary>
    public static Refusal NotFound(string kind, string given, string list) =>
        new(RefusalKind.NotFound, $"No such {kind}", $"There is no {kind} {Naming.Quoted.Text(given)} in this tenant; {list} lists them.");

    /// <summary>
    /// What a request with these findings deserves: <see cref="RefusalKind.Invalid"/> with all of them where any is about the
    /// request itself, else <see cref="RefusalKind.Conflict"/>, else nothing.
    /// </summary>
    public static Refusal? Of(IReadOnlyList<FieldProblem> invalid, string conflictTitle, IReadOnlyList<FieldProblem> conflicts) =>
        invalid.Count > 0 ? Invalid([.. invalid, .. conflicts])
        : conflicts.Count > 0 ? Conflict(conflictTitle, conflicts)
        : null;

    private static string Summary(IReadOnlyList<FieldProblem> problems) =>
        string.Join(' ', problems.Select(problem => $"{problem.Field}: {problem.Rule} {problem.WayOut}"));
}
