using CloudNet.Contracts.Access;
using CloudNet.Controller.Api;
using CloudNet.Controller.Refusals;

namespace CloudNet.Controller.Access;

/// <summary>The caller's own second factor over HTTP.</summary>
internal static class SecondFactorEndpoints
{
    private const string Tag = "Access";
    private const string Path = "/account/second-factor";
    private const string NotTwice = "Its secrets are shown once, and asking again makes new ones.";

    public static void MapSecondFactors(this RouteGroupBuilder api)
    {
        api.MapGet(Path, async (Caller caller, SecondFactorCommands factors, CancellationToken cancel) =>
                (await factors.GetAsync(caller.Actor, cancel)).Ok())
            .WithTags(Tag).WithName("GetSecondFactor").WithSummary("Whether you sign in with a second factor")
            .Refuses(401, 403);

        api.MapPost(Path, async (BeginSecondFactor request, Caller caller, SecondFactorCommands factors, CancellationToken cancel) =>
                (await factors.BeginAsync(caller.Actor, request, cancel)).Ok())
            .WithTags(Tag).WithName("BeginSecondFactor").WithSummary("A secret for your authenticator app")
            .WithDescription("It counts once a code of it is confirmed; one that was given out before is forgotten. 409: the second factor is on.")
            .IsNotDoneOnce(NotTwice)
            .Refuses(400, 401, 403, 409, 429);

        api.MapPost($"{Path}/confirm", async (ConfirmSecondFactor request, Caller caller, SecondFactorCommands factors, CancellationToken cancel) =>
                (await factors.ConfirmAsync(caller.Actor, request, cancel)).Ok())
            .WithTags(Tag).WithName("ConfirmSecondFactor").WithSummary("Turn your second factor on, by a code of the secret")
            .WithDescription("From then on signing in takes a code. The answer has recovery codes, shown this once. Sessions on the dashboard end; "
                + "tokens go on working. 409: nothing was begun, or it is on.")
            .IsNotDoneOnce(NotTwice)
            .Refuses(400, 401, 403, 409, 429);

        api.MapPost($"{Path}/off", async (EndSecondFactor request, Caller caller, SecondFactorCommands factors, CancellationToken cancel) =>
                (await factors.EndAsync(caller.Actor, request, cancel)).NoContent())
            .WithTags(Tag).WithName("EndSecondFactor").WithSummary("Turn your second factor off, with your password and a code")
            .WithDescription("Its secret and its recovery codes are forgotten, and sessions on the dashboard end. 409: it is off.")
            .IsNotDoneOnce("Twice is the same as once.")
            .Refuses(400, 401, 403, 409, 429);
    }
}
