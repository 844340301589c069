using CloudNet.Contracts.Access;
using CloudNet.Controller.Api;
using CloudNet.Controller.Lists;
using CloudNet.Controller.Refusals;

namespace CloudNet.Controller.Access;

/// <summary>Invitations over HTTP.</summary>
internal static class InvitationEndpoints
{
    private const string Tag = "Access";

    public static void MapInvitations(this RouteGroupBuilder api)
    {
        api.MapGet("/invitations", async ([AsParameters] ListQuery query, Caller caller, InvitationCommands invitations, CancellationToken cancel) =>
                (await invitations.ListAsync(caller.Actor, query, cancel)).Ok())
            .WithTags(Tag).WithName("ListInvitations").WithSummary("Invitations of the tenant that can be accepted, a page at a time")
            .Refuses(400, 401, 403);

        api.MapPost("/invitations", async (CreateInvitation request, Caller caller, InvitationCommands invitations, CancellationToken cancel) =>
                (await invitations.CreateAsync(caller.Actor, request, cancel)).Created(_ => "/api/v1/invitations"))
            .WithTags(Tag).WithName("CreateInvitation").WithSummary("Invite one person to this tenant")
            .WithDescription("Its secret is in the answer and nowhere else; hand it on yourself, nothing is sent. "
                + "Owners invite to any role; admins invite operators and viewers. It ends when whoever invited leaves or may not give that role any more.")
            .Refuses(400, 401, 403);

        api.MapDelete("/invitations/{invitation}", async (
                string invitation, Caller caller, InvitationCommands invitations, CancellationToken cancel) =>
                (await invitations.RevokeAsync(caller.Actor, invitation, cancel)).NoContent())
            .WithTags(Tag).WithName("RevokeInvitation").WithSummary("Revoke an invitation, at once")
            .Refuses(401, 403, 404);

        api.MapPost("/invitations/accept", async (AcceptInvitation request, InvitationAcceptance invitations, CancellationToken cancel) =>
                (await invitations.AcceptAsync(request, cancel)).Ok())
            .AllowAnonymous().WithTags(Tag).WithName("AcceptInvitation").WithSummary("Become a member by an invitation's secret, once")
            .WithDescription("A user who is there already gives their password, and is joined to the tenant; any other name is made a user with "
                + "this password. 404: the invitation is unknown, used, revoked or expired, whichever it is. Wrong passwords count as at sign-in.")
            .CannotBeTried("An invitation is accepted once, by a password; there is nothing to try.")
            .Refuses(400, 401, 404, 409, 429);
    }
}
