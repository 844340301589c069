namespace CloudNet.Contracts.Access;

/// <summary>Whether a person signs in with a second factor.</summary>
/// <param name="User">The person's name.</param>
/// <param name="IsOn">Whether signing in asks for a code besides the password.</param>
/// <param name="RecoveryCodes">How many of their recovery codes are not used yet.</param>
public sealed record SecondFactorRecord(string User, bool IsOn, int RecoveryCodes);
