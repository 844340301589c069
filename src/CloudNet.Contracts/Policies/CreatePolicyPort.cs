using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Policies;

/// <summary>A port or a range of ports that is asked for.</summary>
/// <param name="Protocol"><c>tcp</c> (default), <c>udp</c>, <c>sctp</c> or <c>icmp</c>, which has no ports.</param>
/// <param name="Port">The port that is called, or the first of a range: 1 to 65,535; default: all of the protocol.</param>
/// <param name="To">The last port of the range; default: it is <paramref name="Port"/> alone.</param>
public sealed record CreatePolicyPort(
    [property: AllowedValues("tcp", "udp", "sctp", "icmp")] string? Protocol = null, int? Port = null, int? To = null);
