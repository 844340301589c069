using System.Net;
using CloudNet.Contracts.Networks;

namespace CloudNet.Domain.Networks;

/// <summary>A port mapping that may be made.</summary>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="HostPort">The port of the host, or several.</param>
/// <param name="HostAddress">The address of the host that it is open at; null: all of them.</param>
/// <param name="Workload">Name of the workload.</param>
/// <param name="TargetPort">The workload's port; of several the first.</param>
public sealed record NewPortMapping(TransportProtocol Protocol, PortRange HostPort, IPAddress? HostAddress, string Workload, int TargetPort);
