using CloudNet.Contracts.Hosts;

namespace CloudNet.Domain.Rollouts;

/// <summary>A host of a network that goes from one way across to another, as it was last heard of.</summary>
/// <param name="Host">The host.</param>
/// <param name="Name">Its name.</param>
/// <param name="Applied">Revision of the network's stream that its kernel agrees with; 0: none.</param>
/// <param name="Ready">Whether it says that it could send by the new way; null: not yet.</param>
/// <param name="Problem">Why not, in its words; null where it says nothing.</param>
/// <param name="Since">Since when it says that; null: that is not known.</param>
public sealed record RolloutHost(HostId Host, string Name, long Applied, bool? Ready, string? Problem = null, DateTimeOffset? Since = null);
