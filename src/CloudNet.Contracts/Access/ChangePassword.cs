using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Access;

/// <summary>Changes the caller's own password.</summary>
/// <param name="Password">Required; the caller's password until now.</param>
/// <param name="NewPassword">Required; the password from now on: 8 characters or more, and another one.</param>
/// <param name="Code">Where the caller has a second factor: the six digits that their app shows, or one of their recovery codes.</param>
public sealed record ChangePassword([property: Required] string? Password = null, [property: Required] string? NewPassword = null, string? Code = null);
