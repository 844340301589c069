namespace CloudNet.Contracts.Access;

/// <summary>An invitation was accepted: the person is a member now, and signs in with <c>POST /api/v1/sign-in</c>.</summary>
/// <param name="Tenant">The tenant's name.</param>
/// <param name="Member">The new member.</param>
public sealed record AcceptedInvitation(string Tenant, MemberRecord Member);
