using CloudNet.Domain.Access;

namespace CloudNet.Controller.Access;

/// <summary>Who calls an endpoint: a parameter of its handler, set by <see cref="MemberAuthorization"/>.</summary>
/// <param name="Actor">The person, in a tenant.</param>
public sealed record Caller(Actor Actor)
{
    /// <summary>Takes it from the request.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Caller>());
}
