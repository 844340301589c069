using System.Net;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Networks;

/// <summary>A port of a host that leads to a workload, as the API shows it.</summary>
/// <param name="Id">The mapping.</param>
/// <param name="NetworkId">The network that the workload is in.</param>
/// <param name="HostId">The host.</param>
/// <param name="HostName">Its name.</param>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="HostPort">The port of the host, or several.</param>
/// <param name="HostAddress">The address of the host that it is open at; null: all of them.</param>
/// <param name="Workload">Name of the workload.</param>
/// <param name="TargetPort">The workload's port; of several the first.</param>
/// <param name="IsAttached">Whether a workload of that name is attached there now, as the host reported it; without one the port leads nowhere.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record PortMappingRecord(
    PortMappingId Id, NetworkId NetworkId, HostId HostId, string HostName, TransportProtocol Protocol, PortRange HostPort, IPAddress? HostAddress,
    string Workload, int TargetPort, bool IsAttached, DateTimeOffset CreatedAt);
