namespace CloudNet.Agent.Operators;

/// <summary>What the controller answered.</summary>
/// <param name="Body">The answer as it came; empty where it has none.</param>
/// <param name="Refusal">Why not, in lines for a terminal; null where it was done.</param>
/// <param name="Type">What kind of refusal it is, where the controller says so.</param>
internal readonly record struct ApiAnswer(byte[] Body, string? Refusal, string? Type = null);
