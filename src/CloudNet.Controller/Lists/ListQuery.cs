using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Lists;

namespace CloudNet.Controller.Lists;

/// <summary>Which part of a list is asked for, as it stands in the request.</summary>
/// <param name="Sort">The order.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
public sealed record ListQuery(string? Sort, int? Limit, string? Cursor)
{
    /// <summary>Most items of a page.</summary>
    public const int MostItems = 500;

    /// <summary>Items of a page, unless it is said.</summary>
    public const int DefaultItems = 100;

    private static readonly Dictionary<string, ListSort> Sorts = new()
    {
        ["name"] = ListSort.Name, ["-name"] = ListSort.NameDescending, ["created"] = ListSort.Created, ["-created"] = ListSort.CreatedDescending,
    };

    /// <summary>The part, or all that is wrong.</summary>
    public Outcome<ListPart> Parse() => Parse(null, []);

    /// <summary>The part, or all that is wrong.</summary>
    /// <param name="prefix">How names begin; null for all.</param>
    /// <param name="problems">What is wrong with the rest of the request.</param>
    public Outcome<ListPart> Parse(string? prefix, List<FieldProblem> problems)
    {
        var sort = ListSort.Name;
        if (Sort is not null && !Sorts.TryGetValue(Sort, out sort))
            problems.Add(new("sort", $"{Quoted.Text(Sort)} is no order: it is one of {string.Join(", ", Sorts.Keys)}.", "Choose one; without, it is name."));
        else if (Place(sort) is { } wrong)
            problems.Add(wrong);
        if (Limit is < 1 or > MostItems)
            problems.Add(new("limit", $"A page has 1 to {MostItems} items.", "Ask for fewer, and go on with the cursor."));
        if (prefix is not null && (prefix.Length > NameRules.Longest || prefix.Any(char.IsControl) || !NameRules.IsWellFormed(prefix)))
            problems.Add(new("name", $"At most {NameRules.Longest} characters, none of them a control character.", "Give how the name begins."));
        if (problems.Count > 0) return Refusal.Invalid(problems);
        return new ListPart(sort, Cursor is null ? null : ListPlace.Parse(Cursor), Limit ?? DefaultItems, prefix);
    }

    private FieldProblem? Place(ListSort sort) => Cursor is null ? null : ListPlace.Parse(Cursor) switch
    {
        null => new("cursor", "It is no cursor of a list.", "Give the 'next' of the page before, as it is."),
        { } place when place.Sort != sort => new("cursor", "It is of a list in another order.", "Go on in the order that you began in, or begin again."),
        _ => null,
    };
}
