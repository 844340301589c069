using System.Text.Json;

namespace CloudNet.Contracts.Trials;

/// <summary>What a call with <c>dryRun=true</c> would have done. Nothing of it is so: ids and secrets in it are good for nothing.</summary>
/// <param name="Status">The HTTP status that the call would have answered.</param>
/// <param name="Answer">What it would have answered; null where that has no body.</param>
/// <param name="ChangeCount">How many things would change.</param>
/// <param name="Changes">The first 1,000 of them, in the order of their changes.</param>
/// <param name="Effects">What hosts would be told, and so do; empty where they would have nothing to do.</param>
public sealed record DryRunRecord(
    int Status, JsonElement? Answer, int ChangeCount, IReadOnlyList<DryRunChange> Changes, IReadOnlyList<DryRunEffect> Effects);
