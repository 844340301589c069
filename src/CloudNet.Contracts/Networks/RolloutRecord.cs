using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Networks;

/// <summary>A network's going from one way across to another, as the API shows it.</summary>
/// <param name="Id">The rollout.</param>
/// <param name="From">The way that the network had.</param>
/// <param name="To">The way that it was to have.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Moved">How many hosts send by the new way.</param>
/// <param name="Hosts">How many hosts the network has.</param>
/// <param name="Reason">What was in the way; null where nothing was.</param>
/// <param name="Waiting">The hosts that are waited for now, at most ten, with what they say.</param>
/// <param name="BeganAt">When it began.</param>
/// <param name="EndedAt">When it ended; null: it has not.</param>
public sealed record RolloutRecord(
    RolloutId Id, PlaneRecord From, PlaneRecord To, RolloutState State, int Moved, int Hosts, string? Reason, IReadOnlyList<RolloutHostRecord> Waiting,
    DateTimeOffset BeganAt, DateTimeOffset? EndedAt);
