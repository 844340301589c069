using CloudNet.Contracts.Access;
using CloudNet.Contracts.Lists;

namespace CloudNet.Web.People;

/// <summary>Who belongs to the tenant, for the dashboard: as <see cref="IControllerClient"/>, but that lists too may be refused.</summary>
public interface IPeopleClient
{
    /// <summary>A part of the members, by name, from a cursor on.</summary>
    Task<Answer<Page<MemberRecord>>> MembersAsync(string? cursor, CancellationToken cancel);

    /// <summary>Gives a member another role.</summary>
    Task<Answer<MemberRecord>> SetRoleAsync(UserId user, string role, CancellationToken cancel);

    /// <summary>Ends a membership.</summary>
    Task<Answer<bool>> RemoveAsync(UserId user, CancellationToken cancel);

    /// <summary>A part of the invitations that can be accepted, by name, from a cursor on.</summary>
    Task<Answer<Page<InvitationRecord>>> InvitationsAsync(string? cursor, CancellationToken cancel);

    /// <summary>Makes an invitation; its secret is in the answer and nowhere else.</summary>
    Task<Answer<CreatedInvitation>> InviteAsync(CreateInvitation request, CancellationToken cancel);

    /// <summary>Revokes an invitation.</summary>
    Task<Answer<bool>> RevokeAsync(InvitationId invitation, CancellationToken cancel);
}
