using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Audit;

namespace CloudNet.Controller.Audit;

/// <summary>What is asked of the audit log, as it stands in the request.</summary>
/// <param name="Actor">The name or id of who acted.</param>
/// <param name="Operation">The operation's id.</param>
/// <param name="Kind">The kind of thing.</param>
/// <param name="Id">The thing.</param>
/// <param name="From">From then on.</param>
/// <param name="To">Before then.</param>
/// <param name="Text">A text that is in the entry.</param>
public sealed record AuditQuery(string? Actor, string? Operation, string? Kind, string? Id, string? From, string? To, string? Text)
{
    /// <summary>Most entries of a page.</summary>
    public const int MostItems = 1000;

    /// <summary>Entries of a page, unless it is said.</summary>
    public const int DefaultItems = 100;

    private const int LongestText = 200;

    /// <summary>The filter, or all that is wrong.</summary>
    public Outcome<AuditFilter> Parse(AuditWords words) => Parse(words, []);

    /// <summary>The filter, from where on, and how many; or all that is wrong.</summary>
    public Outcome<(AuditFilter Filter, AuditPlace? After, int Limit)> ParsePage(AuditWords words, int? limit, string? cursor)
    {
        List<FieldProblem> problems = [];
        var after = cursor is null ? null : AuditPlace.Parse(cursor);
        if (limit is < 1 or > MostItems)
            problems.Add(new("limit", $"A page has 1 to {MostItems:N0} entries.", "Ask for fewer, and go on with the cursor."));
        if (cursor is not null && after is null) problems.Add(new("cursor", "It is no cursor of this log.", "Give the 'next' of the page before, as it is."));
        return Parse(words, problems).Then(filter => (filter, after, limit ?? DefaultItems));
    }

    private Outcome<AuditFilter> Parse(AuditWords words, List<FieldProblem> problems)
    {
        if (MomentText.Read("from", From, out var from) is { } wrongFrom) problems.Add(wrongFrom);
        if (MomentText.Read("to", To, out var to) is { } wrongTo) problems.Add(wrongTo);
        var isId = Guid.TryParse(Id, out var subject);
        if (Id is not null && !isId) problems.Add(new("id", $"{Quoted.Text(Id)} is no id.", "Give the id of the thing; names are found by 'text'."));
        foreach (var (field, text) in new[] { ("actor", Actor), ("text", Text) })
            if (text is not null && (text.Length > LongestText || text.Any(char.IsControl)))
                problems.Add(new(field, $"At most {LongestText} characters, none of them a control character.", "Leave some out."));
        problems.AddRange(words.Check(Operation, Kind));
        if (problems.Count > 0) return Refusal.Invalid(problems);
        var byId = Guid.TryParse(Actor, out var actor);
        return new AuditFilter(byId ? actor : null, byId ? null : Actor, Operation, Kind, isId ? subject : null, from, to, Text);
    }
}
