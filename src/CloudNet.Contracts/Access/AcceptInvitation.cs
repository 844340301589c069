using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Access;

/// <summary>Accepts an invitation, as somebody who is known already or as somebody new.</summary>
/// <param name="Secret">Required; the invitation's secret.</param>
/// <param name="User">Required; the name to sign in with. One that is there already is joined to the tenant; any other is made.</param>
/// <param name="Password">Required; that user's password, or the new user's: 8 characters or more.</param>
/// <param name="Code">Where that user has a second factor: the six digits that their app shows, or one of their recovery codes.</param>
public sealed record AcceptInvitation(
    [property: Required] string? Secret = null, [property: Required] string? User = null, [property: Required] string? Password = null, string? Code = null);
