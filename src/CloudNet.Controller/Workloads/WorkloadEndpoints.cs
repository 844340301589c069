using CloudNet.Controller.Access;
using CloudNet.Controller.Lists;
using CloudNet.Controller.Refusals;

namespace CloudNet.Controller.Workloads;

/// <summary>Workloads over HTTP.</summary>
internal static class WorkloadEndpoints
{
    public static void MapWorkloads(this RouteGroupBuilder api) =>
        api.MapGet("/workloads", async (
                [AsParameters] ListQuery query, [AsParameters] WorkloadQuery workloads, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await workloads.PageAsync(own.Db, caller.Actor.Tenant, query, cancel)).Ok())
            .WithTags("Workloads").WithName("ListWorkloads").WithSummary("The workloads of the tenant, as their hosts reported them, a page at a time")
            .WithDescription("404: there is no such network or host.")
            .Refuses(400, 401, 403, 404);
}
