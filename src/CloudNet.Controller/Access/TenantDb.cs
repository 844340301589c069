using CloudNet.Store;

namespace CloudNet.Controller.Access;

/// <summary>The database as the caller's tenant sees it: a parameter of an endpoint's handler, disposed after the answer.</summary>
/// <param name="Db">The context.</param>
public sealed record TenantDb(CloudNetDb Db)
{
    /// <summary>Opens it for the tenant of the <see cref="Caller"/>; null where there is none.</summary>
    public static ValueTask<TenantDb?> BindAsync(HttpContext context)
    {
        if (context.Features.Get<Caller>() is not { } caller) return ValueTask.FromResult<TenantDb?>(null);
        var db = context.RequestServices.GetRequiredService<CloudNetStore>().ForTenant(caller.Actor.Tenant);
        context.Response.RegisterForDisposeAsync(db);
        return ValueTask.FromResult<TenantDb?>(new(db));
    }
}
