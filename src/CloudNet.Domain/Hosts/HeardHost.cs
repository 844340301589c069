using CloudNet.Contracts.Hosts;

namespace CloudNet.Domain.Hosts;

/// <summary>When something was heard of a host last.</summary>
/// <param name="Id">The host.</param>
/// <param name="At">When; null: never, since it enrolled.</param>
/// <param name="IsAway">Whether it counts as away already.</param>
public sealed record HeardHost(HostId Id, DateTimeOffset? At, bool IsAway);
