using CloudNet.Contracts.Refusals;
using CloudNet.Controller.Access;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Audit;

namespace CloudNet.Controller.Audit;

/// <summary>The audit log over HTTP.</summary>
internal static class AuditEndpoints
{
    private const string Tag = "Audit";

    public static void MapAudit(this RouteGroupBuilder api)
    {
        api.MapGet("/audit", async (
                [AsParameters] AuditQuery query, int? limit, string? cursor, Caller caller, AuditLog log, CancellationToken cancel) =>
                (await log.PageAsync(caller.Actor, query, limit, cursor, cancel)).Ok())
            .WithTags(Tag).WithName("ListAudit").WithSummary("Who changed what in this tenant, newest first")
            .WithDescription("What the filters have in common, page by page: 'next' of a page is the cursor of the one after it, and null at the end. "
                + $"With text, at most {AuditReads.MostLookedThrough:N0} entries are looked through for a page: one with few entries or none may have a next.")
            .Refuses(400, 401, 403);

        api.MapGet("/audit/export", (
                [AsParameters] AuditQuery query, string? format, Caller caller, TenantDb own, AuditWords words,
                CancellationToken cancel) =>
                Export(own.Db, caller.Actor, words, query, format, cancel).IsRefused(out var refusal, out var export) ? (IResult)refusal.AsResult() : export)
            .WithTags(Tag).WithName("ExportAudit").WithSummary("The audit log as a file, newest first, whole or filtered")
            .WithDescription("It is written as it is read. In csv a cell that a spreadsheet would take for a formula begins with an apostrophe.")
            .Produces<string>(StatusCodes.Status200OK, "application/jsonl", "text/csv").Refuses(400, 401, 403);
    }

    private static Outcome<AuditExport> Export(CloudNetDb db, Actor actor, AuditWords words, AuditQuery query, string? format, CancellationToken cancel)
    {
        if (AccessRules.Require(actor, TenantRole.Admin) is { } notAllowed) return notAllowed;
        if (format is not (null or "jsonl" or "csv"))
            return Refusal.Invalid([new FieldProblem("format", "It is 'jsonl' or 'csv'.", "Choose one; without, it is jsonl.")]);
        return query.Parse(words).Then(filter => new AuditExport(AuditReads.AllAsync(db, actor.Tenant, filter, cancel), format == "csv"));
    }
}
