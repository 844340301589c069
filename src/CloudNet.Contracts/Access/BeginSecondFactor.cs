using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Access;

/// <summary>Asks for a secret to put into an authenticator app.</summary>
/// <param name="Password">Required; the caller's own password, so that nobody at an open page or with a token alone does it for them.</param>
public sealed record BeginSecondFactor([property: Required] string? Password = null);
