using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>The host is in this network now.</summary>
/// <param name="Network">The network.</param>
public sealed record HostNetworkAdded(NetworkId Network) : ViewOperation;
