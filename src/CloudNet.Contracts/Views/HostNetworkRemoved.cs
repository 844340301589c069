using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>The host is no longer in this network.</summary>
/// <param name="Network">The network.</param>
public sealed record HostNetworkRemoved(NetworkId Network) : ViewOperation;
