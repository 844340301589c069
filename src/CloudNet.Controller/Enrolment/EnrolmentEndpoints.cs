using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Link;
using CloudNet.Controller.Access;
using CloudNet.Controller.Api;
using CloudNet.Controller.Install;
using CloudNet.Controller.Lists;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;

namespace CloudNet.Controller.Enrolment;

/// <summary>Enrolment keys, and enrolment itself, over HTTP.</summary>
internal static class EnrolmentEndpoints
{
    private const string Tag = "Enrolment";

    public static void MapEnrolmentKeys(this RouteGroupBuilder api)
    {
        api.MapGet("/enrolment-keys", async ([AsParameters] ListQuery query, Caller caller, EnrolmentKeyCommands keys, CancellationToken cancel) =>
                (await keys.ListAsync(caller.Actor, query, cancel)).Ok())
            .WithTags(Tag).WithName("ListEnrolmentKeys").WithSummary("The enrolment keys of the tenant, also those that are spent, a page at a time")
            .Refuses(400, 401, 403);

        api.MapPost("/enrolment-keys", async (
                CreateEnrolmentKey request, Caller caller, EnrolmentKeyCommands keys, PublicUrl url, HttpContext http, CancellationToken cancel) =>
                (await CreateAsync(request, caller.Actor, keys, url.For(http.Request), cancel))
                .Created(created => $"/api/v1/enrolment-keys/{created.Key.Id}"))
            .WithTags(Tag).WithName("CreateEnrolmentKey").WithSummary("Make a key that lets hosts enrol")
            .WithDescription("Its secret, and the line to run on a host, are in the answer and nowhere else.")
            .Refuses(400, 401, 403);

        api.MapDelete("/enrolment-keys/{key}", async (string key, Caller caller, EnrolmentKeyCommands keys, CancellationToken cancel) =>
                (await keys.RemoveAsync(caller.Actor, key, cancel)).NoContent())
            .WithTags(Tag).WithName("RemoveEnrolmentKey").WithSummary("Remove a key; hosts that it let in stay")
            .Refuses(401, 403, 404);
    }

    public static void MapEnrolment(this WebApplication app) =>
        app.MapPost(LinkLimits.EnrolPath, async (EnrolHost request, EnrolmentCommands enrolment, CancellationToken cancel) =>
                (await enrolment.EnrolAsync(request, cancel)).Ok())
            .AllowAnonymous()
            .CanBeTried().CannotBeTried("A host enrols, or does not: only agents call this.")
            .WithTags(Tag).WithName("EnrolHost").WithSummary("A host asks to be taken in (called by the agent)")
            .WithDescription("Asked again with the same public key and name, it answers the same and counts no second use. "
                + "401: no key has this secret. 409: the name or address is another host's. 410: the key is expired or used up.")
            .Refuses(400, 401, 409, 410);

    private static async Task<Outcome<CreatedEnrolmentKey>> CreateAsync(
        CreateEnrolmentKey request, Actor actor, EnrolmentKeyCommands keys, Outcome<ControllerUrl> url, CancellationToken cancel) =>
        url.IsRefused(out var refusal, out var here) ? refusal : await keys.CreateAsync(actor, request, here, cancel);
}
