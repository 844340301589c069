using CloudNet.Contracts.Refusals;
using CloudNet.Controller.Access;
using CloudNet.Controller.Refusals;
using CloudNet.Store.Preconditions;
using Microsoft.Net.Http.Headers;

namespace CloudNet.Controller.Api;

/// <summary>
/// ETags of what a GET of one thing answers (RFC 9110). With <c>If-None-Match</c> a GET answers 304 where nothing is another; with
/// <c>If-Match</c> a change is refused with 412 where the thing is not as the caller saw it (<see cref="Precondition"/>).
/// </summary>
internal static class EntityTags
{
    private const int MostTags = 20;

    // What a path's parameters name, and has a tag; of several in a path the first here is the one that is meant.
    private static readonly (string Parameter, PreconditionKind Kind)[] Things =
    [
        ("service", PreconditionKind.Service), ("policy", PreconditionKind.Policy), ("network", PreconditionKind.Network), ("host", PreconditionKind.Host),
        ("tenant", PreconditionKind.Quotas), ("user", PreconditionKind.Member), ("webhook", PreconditionKind.Webhook),
    ];

    /// <summary>Gives the operations tags; put it on groups, before what else makes an answer another.</summary>
    public static T HaveTags<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints.AddEndpointFilter<T>(TagAsync);

    /// <summary>
    /// What a change by this path changes that has a tag, and the parameter that names it; null where it is nothing: a delivery that is
    /// made again changes nothing of its webhook.
    /// </summary>
    public static (string Parameter, PreconditionKind Kind)? Thing(Func<string, bool> hasParameter) =>
        hasParameter("delivery") ? null
            : Things.Where(thing => hasParameter(thing.Parameter)).Select(thing => ((string, PreconditionKind)?)thing).FirstOrDefault();

    private static async ValueTask<object?> TagAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var isRead = DryRun.IsRead(http.Request.Method);
        if (!isRead && http.Request.Headers.IfMatch.Count > 0 && Condition(http) is { } refused) return refused;
        var answer = await next(context);
        var result = answer;
        while (result is INestedHttpResult nested) result = nested.Result;
        if (result is not IValueHttpResult { Value: { } value } || EntityTag.Of(value) is not { } tag) return answer;
        http.Response.Headers.ETag = tag.ToString();
        return isRead && Matches(http.Request, tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : answer;
    }

    private static ProblemResult? Condition(HttpContext http)
    {
        var values = http.Request.RouteValues;
        if (http.Features.Get<Caller>() is not { } caller || Thing(values.ContainsKey) is not { } thing)
            return Refused("What this operation changes has no ETag.", "Leave it out.");
        if (!EntityTagHeaderValue.TryParseStrictList(http.Request.Headers.IfMatch, out var tags) || tags.Count > MostTags)
            return Refused($"It is '*', or 1 to {MostTags} ETags in quotes.", "Send the ETag of a GET as it is.");
        if (tags.Contains(EntityTagHeaderValue.Any)) return null;
        new Precondition(caller.Actor.Tenant, new(thing.Kind, (string)values[thing.Parameter]!), [.. tags.Select(tag => tag.ToString())]).Begin();
        return null;
    }

    private static bool Matches(HttpRequest request, EntityTag tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var given)
        && given.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Tag == tag.ToString());

    private static ProblemResult Refused(string rule, string wayOut) => new(ProblemOf.Unreadable(new FieldProblem("If-Match", rule, wayOut)));
}
