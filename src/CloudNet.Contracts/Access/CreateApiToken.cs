using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Access;

/// <summary>Asks for an API token of the caller's tenant.</summary>
/// <param name="Name">Required; what it is for, 1 to 63 characters.</param>
/// <param name="ExpiresInMinutes">Minutes until it expires, 1 to 525,600; default 43,200 (30 days).</param>
/// <param name="Role">
/// What the token is limited to: <c>read</c> or <c>viewer</c>, <c>operator</c>, <c>admin</c> or <c>owner</c>, not above your own
/// role; default: no limit, it acts as you do.
/// </param>
public sealed record CreateApiToken(
    [property: Required] string? Name = null, int? ExpiresInMinutes = null,
    [property: AllowedValues("read", "viewer", "operator", "admin", "owner")] string? Role = null);
