namespace CloudNet.Contracts.Access;

/// <summary>A new invitation with its secret, which is shown this once and stored only as a hash.</summary>
/// <param name="Invitation">The invitation.</param>
/// <param name="Secret">What the invited person gives to <c>POST /api/v1/invitations/accept</c>; begins with <c>cni_</c>.</param>
public sealed record CreatedInvitation(InvitationRecord Invitation, string Secret) : IShownOnce
{
    string IShownOnce.Location => $"/api/v1/invitations/{Invitation.Id}";
}
