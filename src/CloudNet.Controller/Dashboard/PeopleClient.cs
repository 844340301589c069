using CloudNet.Contracts.Access;
using CloudNet.Contracts.Lists;
using CloudNet.Controller.Access;
using CloudNet.Controller.Lists;
using CloudNet.Web;
using CloudNet.Web.People;

namespace CloudNet.Controller.Dashboard;

/// <summary>Members and invitations for the dashboard: the commands of the API, as the signed-in person.</summary>
internal sealed class PeopleClient(PersonsCalls calls, MemberCommands members, InvitationCommands invitations) : IPeopleClient
{
    public Task<Answer<Page<MemberRecord>>> MembersAsync(string? cursor, CancellationToken cancel) =>
        calls.AskAsync("ListMembers", actor => members.ListAsync(actor, Whole(cursor), cancel), cancel);

    public Task<Answer<MemberRecord>> SetRoleAsync(UserId user, string role, CancellationToken cancel) =>
        calls.AskAsync("SetMember", actor => members.SetAsync(actor, user.ToString(), new(role), cancel), cancel);

    public Task<Answer<bool>> RemoveAsync(UserId user, CancellationToken cancel) =>
        calls.DoAsync("RemoveMember", actor => members.RemoveAsync(actor, user.ToString(), cancel), cancel);

    public Task<Answer<Page<InvitationRecord>>> InvitationsAsync(string? cursor, CancellationToken cancel) =>
        calls.AskAsync("ListInvitations", actor => invitations.ListAsync(actor, Whole(cursor), cancel), cancel);

    public Task<Answer<CreatedInvitation>> InviteAsync(CreateInvitation request, CancellationToken cancel) =>
        calls.AskAsync("CreateInvitation", actor => invitations.CreateAsync(actor, request, cancel), cancel);

    public Task<Answer<bool>> RevokeAsync(InvitationId invitation, CancellationToken cancel) =>
        calls.DoAsync("RevokeInvitation", actor => invitations.RevokeAsync(actor, invitation.ToString(), cancel), cancel);

    private static ListQuery Whole(string? cursor) => new(null, ListQuery.MostItems, cursor);
}
