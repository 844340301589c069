namespace CloudNet.Controller.Api;

/// <summary>Metadata of an operation that cannot be only tried.</summary>
/// <param name="Why">Why not, as a sentence.</param>
public sealed record NoDryRun(string Why);
