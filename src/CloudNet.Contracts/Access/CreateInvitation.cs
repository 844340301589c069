using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Access;

/// <summary>Asks for an invitation of one person to the caller's tenant.</summary>
/// <param name="Name">Required; who is invited: a name or an e-mail address, 1 to 63 characters. It is shown, and nothing is sent to it.</param>
/// <param name="Role">Required; what they shall be: <c>viewer</c>, <c>operator</c>, <c>admin</c> or <c>owner</c>.</param>
/// <param name="ExpiresInMinutes">Minutes until it expires, 1 to 525,600; default 10,080 (7 days).</param>
public sealed record CreateInvitation(
    [property: Required] string? Name = null, [property: Required, Role] string? Role = null, int? ExpiresInMinutes = null);
