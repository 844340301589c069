using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Views;

/// <summary>No workload of this host is in the network any more: the host has left.</summary>
/// <param name="Host">The host.</param>
public sealed record HostWorkloadsRemoved(HostId Host) : ViewOperation;
