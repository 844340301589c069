using CloudNet.Controller.Access;
using CloudNet.Controller.Refusals;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Workloads;

/// <summary>Workloads over HTTP.</summary>
internal static class WorkloadEndpoints
{
    public static void MapWorkloads(this RouteGroupBuilder api) =>
        api.MapGet("/workloads", (Caller caller, TenantDb own, CancellationToken cancel) => WorkloadReads.ListAsync(own.Db, caller.Actor.Tenant, cancel))
            .WithTags("Workloads").WithName("ListWorkloads").WithSummary("All workloads of the tenant, by name, as their hosts reported them")
            .Refuses(401, 403);
}
