using Microsoft.AspNetCore.Authorization;

namespace CloudNet.Controller.Access;

/// <summary>Looks the caller up, and keeps the answer for the endpoint as <see cref="Caller"/>.</summary>
internal sealed class MemberAuthorization(ActorLookup actors) : AuthorizationHandler<MemberRequirement>
{
    /// <inheritdoc/>
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, MemberRequirement requirement)
    {
        if (context.Resource is not HttpContext http || await actors.FindAsync(context.User, http.RequestAborted) is not { } actor) return;
        http.Features.Set(new Caller(actor));
        context.Succeed(requirement);
    }
}
