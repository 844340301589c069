using CloudNet.Contracts.Access;
using CloudNet.Controller.Api;
using CloudNet.Controller.Lists;
using CloudNet.Controller.Refusals;

namespace CloudNet.Controller.Access;

/// <summary>Signing in, and API tokens.</summary>
internal static class AccessEndpoints
{
    private const string Tag = "Access";

    public static void MapAccess(this RouteGroupBuilder api)
    {
        api.MapPost("/sign-in", async (SignIn request, AccessCommands access, CancellationToken cancel) =>
                (await access.SignInAsync(request, cancel)).Ok())
            .AllowAnonymous().WithTags(Tag).WithName("SignIn").WithSummary("A token for a name and a password")
            .WithDescription("The token works for 12 hours, in the tenant that is named, or in the user's first one. "
                + "401 with type urn:cloudnet:code-needed: the password is right and the user has a second factor, so send the same with code. "
                + "After five wrong passwords or codes in a row the user is locked out for 15 minutes.")
            .CannotBeTried("Signing in makes a token and counts wrong passwords; there is nothing to try.")
            .Refuses(400, 401, 403, 429);

        api.MapGet("/tokens", async ([AsParameters] ListQuery query, Caller caller, AccessCommands access, CancellationToken cancel) =>
                (await access.TokensAsync(caller.Actor, query, cancel)).Ok())
            .WithTags(Tag).WithName("ListTokens").WithSummary("Your own tokens of this tenant that work, a page at a time")
            .Refuses(400, 401, 403);

        api.MapPost("/tokens", async (CreateApiToken request, Caller caller, AccessCommands access, CancellationToken cancel) =>
                (await access.CreateTokenAsync(caller.Actor, request, cancel)).Created(created => $"/api/v1/tokens/{created.Token.Id}"))
            .WithTags(Tag).WithName("CreateToken").WithSummary("Make a token that acts as you do in this tenant, or as a lower role does")
            .WithDescription("Its secret is in the answer and nowhere else. A token that is limited to a role makes and revokes no tokens.")
            .Refuses(400, 401, 403);

        api.MapDelete("/tokens/{token}", async (string token, Caller caller, AccessCommands access, CancellationToken cancel) =>
                (await access.RevokeAsync(caller.Actor, token, cancel)).NoContent())
            .WithTags(Tag).WithName("RevokeToken").WithSummary("Revoke one of your tokens, at once")
            .Refuses(401, 403, 404);
    }
}
