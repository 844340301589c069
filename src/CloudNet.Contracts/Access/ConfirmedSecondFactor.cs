namespace CloudNet.Contracts.Access;

/// <summary>The second factor is on.</summary>
/// <param name="RecoveryCodes">Each stands in for a code of the app once, where the app is lost. Shown this once and stored as hashes.</param>
public sealed record ConfirmedSecondFactor(IReadOnlyList<string> RecoveryCodes);
