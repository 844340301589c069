namespace CloudNet.Contracts.Access;

/// <summary>What to put into an authenticator app; shown this once.</summary>
/// <param name="Secret">The secret, in Base32, to be typed into the app.</param>
/// <param name="Uri">The same as an <c>otpauth://</c> address, which apps take as a link or as a QR code.</param>
public sealed record BegunSecondFactor(string Secret, string Uri);
