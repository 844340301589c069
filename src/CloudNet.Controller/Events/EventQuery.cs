using CloudNet.Contracts.Refusals;
using CloudNet.Controller.Audit;
using CloudNet.Domain.Events;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Events;
using Microsoft.AspNetCore.Mvc;

namespace CloudNet.Controller.Events;

/// <summary>What is asked of the stream of events, as it stands in the request.</summary>
/// <param name="Kind">Kinds and names of events, with commas between.</param>
/// <param name="Network">A network's id.</param>
/// <param name="After">Where to go on.</param>
/// <param name="LastEventId">The same, as a browser says it when it comes again: newer than what the address says.</param>
public sealed record EventQuery(string? Kind, string? Network, string? After, [property: FromHeader(Name = EventQuery.LastEventHeader)] string? LastEventId)
{
    /// <summary>The header of a reader that comes again (WHATWG HTML, 9.2.4).</summary>
    public const string LastEventHeader = "Last-Event-ID";

    // Entries are dropped by when their transaction began: one is a little older than its place says.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <summary>The filter and the place where to go on (null: from now on), or all that is wrong.</summary>
    /// <param name="end">Where the stream ends now.</param>
    /// <param name="terms">How long the log is kept.</param>
    public Outcome<(EventFilter Filter, EventPlace After)> Parse(EventPlace end, RetentionTerms terms)
    {
        string[] names = Kind?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        List<FieldProblem> problems = [.. EventNames.Check("kind", names)];
        var isId = Guid.TryParse(Network, out var network);
        if (Network is not null && !isId) problems.Add(new("network", $"{Quoted.Text(Network)} is no id.", "Give the network's id: its name may be another's later."));
        var (field, given) = string.IsNullOrEmpty(LastEventId) ? ("after", After) : (LastEventHeader, LastEventId);
        var place = given is null ? end : EventPlace.Parse(given);
        if (place is null) problems.Add(new(field, "It is no event's id.", "Give the id of the last event that you have, as it is; or none, for what happens from now on."));
        if (problems.Count > 0) return Refusal.Invalid(problems);
        var isKept = place!.Transaction <= end.Transaction && place.At > end.At - terms.Audit + Margin;
        return isKept ? (new EventFilter(names, isId ? network : null), place) : Gone(terms);
    }

    /// <summary>The events after the one that the reader has are not all kept.</summary>
    internal static Refusal Gone(RetentionTerms terms) => new(RefusalKind.Spent, "The events after this one are not all there any more",
        $"The log is kept for {terms.Audit.TotalDays:0} days, and a database that was restored from a backup does not know what came after it. "
        + "Read what there is anew (the lists, GET /api/v1/audit), and follow without an id from now on.");
}
