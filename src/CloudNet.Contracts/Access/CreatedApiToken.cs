namespace CloudNet.Contracts.Access;

/// <summary>A new API token with its secret, which is shown this once and stored only as a hash.</summary>
/// <param name="Token">The token.</param>
/// <param name="Secret">Goes into <c>Authorization: Bearer …</c>; begins with <c>cnt_</c>.</param>
/// <param name="Tenant">Name of the tenant that it acts in; null where the controller is of a version that does not tell.</param>
public sealed record CreatedApiToken(ApiTokenRecord Token, string Secret, string? Tenant = null) : IShownOnce
{
    string IShownOnce.Location => $"/api/v1/tokens/{Token.Id}";
}
