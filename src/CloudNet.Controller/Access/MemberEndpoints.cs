using CloudNet.Contracts.Access;
using CloudNet.Controller.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Access;

/// <summary>Members of a tenant over HTTP.</summary>
internal static class MemberEndpoints
{
    private const string Tag = "Access";

    public static void MapMembers(this RouteGroupBuilder api)
    {
        api.MapGet("/members", (Caller caller, TenantDb own, CancellationToken cancel) => MemberReads.ListAsync(own.Db, caller.Actor.Tenant, cancel))
            .WithTags(Tag).WithName("ListMembers").WithSummary("All members of the tenant, by name, with their roles")
            .Refuses(401, 403);

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
