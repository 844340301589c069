using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Services;

/// <summary>A port that is asked for.</summary>
/// <param name="Port">Required; 1 to 65,535; one of its protocol in a service.</param>
/// <param name="TargetPort">The backends' port; default: the same.</param>
/// <param name="Protocol"><c>tcp</c> (default), <c>udp</c> or <c>sctp</c>.</param>
/// <param name="Name">What people call it: lower-case letters, digits and hyphens, 1 to 15 characters, a letter among them; unique in the service.</param>
/// <param name="HostPort">A port of hosts that leads to it too, from outside the network: 1 to 65,535; default: none.</param>
public sealed record CreateServicePort(
    [property: Required] int? Port = null, int? TargetPort = null, [property: AllowedValues("tcp", "udp", "sctp")] string? Protocol = null,
    string? Name = null, int? HostPort = null);
