using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Access;

/// <summary>Shows that the app has the secret, and turns the second factor on.</summary>
/// <param name="Code">Required; the six digits that the app shows now.</param>
public sealed record ConfirmSecondFactor([property: Required] string? Code = null);
