using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Views;

/// <summary>This host is no longer in the network.</summary>
/// <param name="Host">The host.</param>
public sealed record NetworkMemberRemoved(HostId Host) : ViewOperation;
