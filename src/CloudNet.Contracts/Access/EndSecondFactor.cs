using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Access;

/// <summary>Turns the caller's second factor off.</summary>
/// <param name="Password">Required; the caller's own password.</param>
/// <param name="Code">Required; a code of the app, or a recovery code: whoever got hold of the password alone turns nothing off.</param>
public sealed record EndSecondFactor([property: Required] string? Password = null, [property: Required] string? Code = null);
