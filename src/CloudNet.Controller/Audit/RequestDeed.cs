using System.Security.Claims;
using CloudNet.Controller.Access;
using CloudNet.Store.Audit;

namespace CloudNet.Controller.Audit;

/// <summary>
/// Says of each request to an operation of the API who does what, for the audit log; one that only reads changes nothing, and says
/// nothing. Those who have no token yet say later who they are (<see cref="Deed.As"/>).
/// </summary>
internal static class RequestDeed
{
    /// <summary>Puts it behind authorization.</summary>
    public static IApplicationBuilder UseDeeds(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        using (Of(context)?.Begin()) await next(context);
    });

    private static Deed? Of(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return null;
        if (context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>() is not { } operation) return null;
        var door = request.Path.StartsWithSegments("/agent") ? Door.Agent : Door.Api;
        return new(operation.EndpointName, door, By(context), context.Connection.RemoteIpAddress);
    }

    private static Doer By(HttpContext context)
    {
        if (context.Features.Get<Caller>() is not { } caller) return Doer.Anonymous;
        var token = Guid.TryParse(context.User.FindFirstValue(ActorLookup.TokenClaim), out var id) ? id : (Guid?)null;
        return new(ActorKind.User, caller.Actor.User, caller.Actor.UserName, token);
    }
}
