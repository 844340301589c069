using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Access;

/// <summary>Gives a member another role.</summary>
/// <param name="Role">Required; <c>viewer</c>, <c>operator</c>, <c>admin</c> or <c>owner</c>.</param>
public sealed record SetMember([property: Required, Role] string? Role = null);
