using CloudNet.Contracts.Access;
using CloudNet.Controller.Lists;
using CloudNet.Controller.Refusals;

namespace CloudNet.Controller.Access;

/// <summary>Members of a tenant over HTTP.</summary>
internal static class MemberEndpoints
{
    private const string Tag = "Access";

    public static void MapMembers(this RouteGroupBuilder api)
    {
        api.MapGet("/members", async ([AsParameters] ListQuery query, Caller caller, MemberCommands members, CancellationToken cancel) =>
                (await members.ListAsync(caller.Actor, query, cancel)).Ok())
            .WithTags(Tag).WithName("ListMembers").WithSummary("The members of the tenant, with their roles, a page at a time")
            .Refuses(400, 401, 403);

        api.MapGet("/members/{user}", async (string user, Caller caller, MemberCommands members, CancellationToken cancel) =>
                (await members.FindAsync(caller.Actor, user, cancel)).Ok())
            .WithTags(Tag).WithName("GetMember").WithSummary("One member, by the user's id or name")
            .Refuses(401, 403, 404);

        api.MapPut("/members/{user}", async (string user, SetMember request, Caller caller, MemberCommands members, CancellationToken cancel) =>
                (await members.SetAsync(caller.Actor, user, request, cancel)).Ok())
            .WithTags(Tag).WithName("SetMember").WithSummary("Give a member another role, from their next request on")
            .WithDescription("Owners change everybody; admins change operators and viewers. 409: they are the last owner, who stays owner. "
                + "Somebody who is no member yet is invited: POST /api/v1/invitations.")
            .Refuses(400, 401, 403, 404, 409);

        api.MapDelete("/members/{user}", async (string user, Caller caller, MemberCommands members, CancellationToken cancel) =>
                (await members.RemoveAsync(caller.Actor, user, cancel)).NoContent())
            .WithTags(Tag).WithName("RemoveMember").WithSummary("End a membership, also your own; its tokens and invitations end at once")
            .WithDescription("Everybody may leave. Owners remove everybody; admins remove operators and viewers. 409: they are the last owner.")
            .Refuses(401, 403, 404, 409);
    }
}
