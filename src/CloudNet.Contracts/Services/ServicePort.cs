using System.Text.Json.Serialization;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Services;

/// <summary>A port of a service.</summary>
/// <param name="Port">1 to 65,535; one of its protocol in a service.</param>
/// <param name="TargetPort">The backends' port, 1 to 65,535.</param>
/// <param name="Protocol">TCP, UDP or SCTP.</param>
/// <param name="Name">What people call it; null: nothing.</param>
/// <param name="HostPort">The port of hosts that leads to it too; null: none.</param>
public sealed record ServicePort(
    int Port, int TargetPort, TransportProtocol Protocol = TransportProtocol.Tcp,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? HostPort = null);
