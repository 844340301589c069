using System.Net;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>A port of this host that leads to a workload on it, by name, for as long as one of that name is attached.</summary>
/// <param name="Network">The network that the workload is in.</param>
/// <param name="Workload">The workload's name.</param>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="HostPort">The port of the host, or several.</param>
/// <param name="TargetPort">The workload's port; of several the first.</param>
/// <param name="HostAddress">The address of the host that it is open at; null: all of them.</param>
public sealed record PortMapping(
    NetworkId Network, string Workload, TransportProtocol Protocol, PortRange HostPort, int TargetPort,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] IPAddress? HostAddress = null);
