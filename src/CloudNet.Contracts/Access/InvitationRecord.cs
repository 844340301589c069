namespace CloudNet.Contracts.Access;

/// <summary>An invitation that waits to be accepted, as the API shows it: never the secret.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="Name">Who is invited.</param>
/// <param name="Role">What they will be.</param>
/// <param name="InvitedBy">Name of the member who invited them.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it stops working.</param>
public sealed record InvitationRecord(
    InvitationId Id, string Name, [property: Role] string Role, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
