using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Networks;

/// <summary>Asks that a port of a host lead to a workload there, by name; the workload need not be there yet.</summary>
/// <param name="Host">Required; name or id of the host, which is in the network.</param>
/// <param name="Workload">Required; the workload's name.</param>
/// <param name="HostPort">Required; 1 to 65,535, or a range such as <c>8000-8010</c>; in no other mapping of the host and protocol.</param>
/// <param name="TargetPort">The workload's port, of a range its first; default: the same as the host's.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>; default: <c>tcp</c>.</param>
/// <param name="HostAddress">The address of the host that it is open at; default: all of them.</param>
public sealed record CreatePortMapping(
    [property: Required] string? Host = null, [property: Required] string? Workload = null, [property: Required] string? HostPort = null,
    int? TargetPort = null, [property: AllowedValues("tcp", "udp")] string? Protocol = null, string? HostAddress = null);
