using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Lists;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Hosts;

/// <summary>Which hosts are asked for, as it stands in the request.</summary>
/// <param name="Name">How their names begin.</param>
/// <param name="Link">The state of their link.</param>
/// <param name="Label">Labels of theirs, each <c>key=value</c>.</param>
public sealed record HostQuery(string? Name, string? Link, string[]? Label)
{
    private static readonly Dictionary<string, HostLinkState> States = new()
    {
        ["linked"] = HostLinkState.Linked, ["down"] = HostLinkState.Down, ["never-seen"] = HostLinkState.NeverSeen,
    };

    /// <summary>A page of them, or all that is wrong.</summary>
    public async Task<Outcome<Page<HostRecord>>> PageAsync(
        CloudNetDb db, TenantId tenant, ListQuery query, DateTimeOffset now, CancellationToken cancel)
    {
        List<FieldProblem> problems = [];
        HostLinkState? link = null;
        if (Link is not null && States.TryGetValue(Link, out var state)) link = state;
        else if (Link is not null) problems.Add(new("link", $"{Quoted.Text(Link)} is no state: it is one of {string.Join(", ", States.Keys)}.", "Choose one."));
        var labels = LabelQuery.Parse(Label, problems);
        return query.Parse(Name, problems).IsRefused(out var refusal, out var part)
            ? refusal
            : await HostReads.PageAsync(db, tenant, part, new(link, labels), now, cancel);
    }
}
