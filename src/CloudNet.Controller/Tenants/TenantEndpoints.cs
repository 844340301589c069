using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Access;
using CloudNet.Controller.Refusals;

namespace CloudNet.Controller.Tenants;

/// <summary>Tenants over HTTP.</summary>
internal static class TenantEndpoints
{
    private const string Tag = "Tenants";

    public static void MapTenants(this RouteGroupBuilder api)
    {
        api.MapGet("/tenants", (Caller caller, TenantCommands tenants, CancellationToken cancel) => tenants.ListAsync(caller.Actor, cancel))
            .WithTags(Tag).WithName("ListTenants").WithSummary("Tenants, by name")
            .WithDescription("All of them for an administrator of the controller (an owner of tenant 'default', signed in to it); "
                + "for anyone else those that they belong to.")
            .Refuses(401, 403);

        api.MapPost("/tenants", async (CreateTenant request, Caller caller, TenantCommands tenants, CancellationToken cancel) =>
                (await tenants.CreateAsync(caller.Actor, request, cancel)).Created(_ => "/api/v1/tenants"))
            .WithTags(Tag).WithName("CreateTenant").WithSummary("Make a tenant; you become its owner")
            .WithDescription("For administrators of the controller. To act in the new tenant, sign in with its name.")
            .Refuses(400, 401, 403, 409);

        api.MapGet("/tenants/{tenant}/quotas", async (string tenant, Caller caller, QuotaCommands quotas, CancellationToken cancel) =>
                (await quotas.FindAsync(caller.Actor, tenant, cancel)).Ok())
            .WithTags(Tag).WithName("GetQuotas").WithSummary("What your tenant has, and may have; of any tenant for an administrator of the controller")
            .Refuses(401, 403, 404);

        api.MapPut("/tenants/{tenant}/quotas", async (
                string tenant, SetQuotas request, Caller caller, QuotaCommands quotas, CancellationToken cancel) =>
                (await quotas.SetAsync(caller.Actor, tenant, request, cancel)).Ok())
            .WithTags(Tag).WithName("SetQuotas").WithSummary("Set how much a tenant may have")
            .WithDescription("For administrators of the controller. A limit that is left out stays as it is; one below the use takes nothing away.")
            .Refuses(400, 401, 403, 404);
    }
}
