using CloudNet.Contracts.Access;
using CloudNet.Web.Fleet;
using CloudNet.Web.Refusals;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CloudNet.Web.People;

/// <summary>Who belongs to the tenant, as what, and who is invited.</summary>
public sealed partial class PeoplePage
{
    private Answer<IReadOnlyList<MemberRecord>>? members;
    private Answer<IReadOnlyList<InvitationRecord>>? invitations;
    private Refusal refusal = Refusal.None;
    private string? self;

    [CascadingParameter] private Task<AuthenticationState>? SignedIn { get; set; }

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        self = SignedIn is null ? null : (await SignedIn).User.Identity?.Name;
        members = await AllAsync<MemberRecord>(People.MembersAsync);
        // Refused to all but admins and owners: those others are offered nothing but to leave.
        invitations = await AllAsync<InvitationRecord>(People.InvitationsAsync);
    }

    private async Task InviteAsync()
    {
        var shown = await Dialogs.ShowAsync<InviteDialog>("Invite somebody");
        await shown.Result;
        await ReadAsync();
    }

    private async Task SetAsync(MemberRecord member, string role)
    {
        var answer = await People.AskAsync(people => people.SetRoleAsync(member.UserId, role, CancellationToken.None));
        refusal = new(answer.Problem);
        await ReadAsync();
    }

    private async Task RemoveAsync(MemberRecord member)
    {
        var removed = await Dialogs.ConfirmAsync(
            $"Remove {member.User}?", $"Remove {member.User}",
            ["They are signed out of this tenant at once.", "Their API tokens and the invitations that they made end.", "What they changed stays."],
            () => People.RemoveAsync(member.UserId, CancellationToken.None));
        if (removed) await ReadAsync();
    }

    private async Task RevokeAsync(InvitationRecord invitation)
    {
        var answer = await People.AskAsync(people => people.RevokeAsync(invitation.Id, CancellationToken.None));
        refusal = new(answer.Problem);
        await ReadAsync();
    }
}
