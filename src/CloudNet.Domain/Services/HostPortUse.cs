using CloudNet.Contracts.Networks;

namespace CloudNet.Domain.Services;

/// <summary>Ports of a host that are taken.</summary>
/// <param name="Host">Name of the host.</param>
/// <param name="Protocol">What they are of.</param>
/// <param name="Ports">The ports.</param>
/// <param name="By">What they do, as a sentence ends: <c>leads to workload web of network 'blue'</c>.</param>
public sealed record HostPortUse(string Host, TransportProtocol Protocol, PortRange Ports, string By)
{
    /// <summary>Whether a port is one of them.</summary>
    public bool Takes(TransportProtocol protocol, int port) => Protocol == protocol && Ports.First <= port && port <= Ports.Last;
}
