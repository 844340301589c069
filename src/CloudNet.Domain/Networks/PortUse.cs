using CloudNet.Contracts.Networks;

namespace CloudNet.Domain.Networks;

/// <summary>Ports of a host that are taken.</summary>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="Ports">The ports.</param>
/// <param name="Network">Name of the network that they are taken in.</param>
/// <param name="Workload">The workload that they lead to; null: the network's own packets between hosts come in there, or it is a service.</param>
/// <param name="Service">The service that they lead to; null: none.</param>
public sealed record PortUse(TransportProtocol Protocol, PortRange Ports, string Network, string? Workload, string? Service = null);
