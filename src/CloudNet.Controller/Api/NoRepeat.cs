namespace CloudNet.Controller.Api;

/// <summary>Metadata of an operation that takes no <c>Idempotency-Key</c>.</summary>
/// <param name="Why">Why not, as a sentence.</param>
public sealed record NoRepeat(string Why);
