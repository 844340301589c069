using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Domain.Rollouts;

/// <summary>A network's going from one way across to another, as it stands.</summary>
/// <param name="State">Where; one of those that it does not end in.</param>
/// <param name="MovedThrough">The last host, in the order of their ids, that was told to send by the new way; null: none.</param>
/// <param name="Revision">Revision of the network's stream that said so.</param>
/// <param name="Since">When that was.</param>
public sealed record Rollout(RolloutState State, HostId? MovedThrough, long Revision, DateTimeOffset Since);
