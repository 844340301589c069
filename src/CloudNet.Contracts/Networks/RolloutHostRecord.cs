namespace CloudNet.Contracts.Networks;

/// <summary>A host that a rollout waits for.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Problem">What it says of the new way; null: nothing yet.</param>
public sealed record RolloutHostRecord(string Host, string? Problem);
