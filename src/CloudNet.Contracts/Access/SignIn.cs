using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Access;

/// <summary>Asks for an API token with a person's name and password (<c>POST /api/v1/sign-in</c>).</summary>
/// <param name="User">Required; the user's name.</param>
/// <param name="Password">Required.</param>
/// <param name="Tenant">Name of the tenant that the token is for; default: the user's first.</param>
/// <param name="Code">Where the user has a second factor: the six digits that their app shows, or one of their recovery codes.</param>
public sealed record SignIn([property: Required] string? User = null, [property: Required] string? Password = null, string? Tenant = null, string? Code = null);
