namespace CloudNet.Contracts.Access;

/// <summary>Turns the caller's second factor off.</summary>
/// <param name="Password">Required; the caller's own password.</param>
public sealed record EndSecondFactor(string? Password = null);
