using CloudNet.Controller.Access;
using CloudNet.Controller.Audit;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Events;

namespace CloudNet.Controller.Events;

/// <summary>The stream of events over HTTP.</summary>
internal static class EventEndpoints
{
    private const string Tag = "Events";

    public static void MapEvents(this RouteGroupBuilder api)
    {
        api.MapGet("/events", async (
                [AsParameters] EventQuery query, Caller caller, TenantDb own, TimeProvider clock, RetentionTerms terms, OpenStreams streams,
                EventStream stream, HttpContext context) =>
            {
                var tenant = caller.Actor.Tenant;
                var end = await EventReads.EndAsync(own.Db, clock.GetUtcNow(), context.RequestAborted);
                if (Open(caller.Actor, query, end, terms, streams).IsRefused(out var refusal, out var asked)) await refusal.AsResult().ExecuteAsync(context);
                else await stream.WriteAsync(context, tenant, asked.Filter, asked.After);
            })
            .WithTags(Tag).WithName("FollowEvents").WithSummary("Everything that changes in this tenant, as it happens: server-sent events")
            .WithDescription("Each event is an entry of the audit log as GET /api/v1/audit shows it, with a name such as network.created, and an id. "
                + "Give the last id as Last-Event-ID (a browser does so by itself) or as 'after', to any replica, and nothing is missed nor repeated. "
                + "Without, it begins now.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").Refuses(400, 401, 403, 410, 429);
    }

    private static Outcome<(EventFilter Filter, EventPlace After)> Open(
        Actor actor, EventQuery query, EventPlace end, RetentionTerms terms, OpenStreams streams)
    {
        if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
        if (query.Parse(end, terms).IsRefused(out var refusal, out var asked)) return refusal;
        return streams.TryEnter(actor.Tenant) ? asked : new Refusal(
            RefusalKind.TooOften, "Too many streams", $"Tenant '{actor.TenantName}' has as many streams of events open as it may. Close one, or read several things from one stream.");
    }
}
