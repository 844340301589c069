namespace CloudNet.Contracts.Access;

/// <summary>An API token as the API shows it: never the secret.</summary>
/// <param name="Id">The token.</param>
/// <param name="Name">What it is for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it stops working.</param>
/// <param name="Role">The role that it is limited to; null: it acts as its maker does.</param>
/// <param name="LastUsedAt">When it was last used, to the minute or so; null: never.</param>
public sealed record ApiTokenRecord(
    ApiTokenId Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, [property: Role] string? Role = null, DateTimeOffset? LastUsedAt = null);
