using CloudNet.Contracts.Access;
using CloudNet.Controller.Api;
using CloudNet.Controller.Refusals;

namespace CloudNet.Controller.Access;

/// <summary>The caller's own password over HTTP.</summary>
internal static class PasswordEndpoints
{
    public static void MapPasswords(this RouteGroupBuilder api) =>
        api.MapPost("/account/password", async (ChangePassword request, Caller caller, PasswordCommands passwords, CancellationToken cancel) =>
                (await passwords.ChangeAsync(caller.Actor, request, cancel)).NoContent())
            .WithTags("Access").WithName("ChangePassword").WithSummary("Change your password, with the one that you have")
            .WithDescription("Where you have a second factor, with a code too: without one the answer is 401 with type urn:cloudnet:code-needed, once "
                + "the password was right. Wrong ones count as at sign-in. Sessions on the dashboard end; tokens go on working. "
                + "409: how you sign in was changed in this moment.")
            .IsNotDoneOnce("A second time the password is the new one, and what is sent again is refused as wrong.")
            .Refuses(400, 401, 403, 409, 429);
}
