using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Traces;

/// <summary>Asks for one packet to be sent and followed.</summary>
/// <param name="From">Required; who sends it: a workload's name or address, or a host's name, which sends as the network's gateway.</param>
/// <param name="To">Required; whom to: a workload, a host, or any address.</param>
/// <param name="Network">Only from this network, by its name or id; default: any that both are in.</param>
/// <param name="Protocol"><c>icmp</c> (default), <c>tcp</c> or <c>udp</c>.</param>
/// <param name="Port">The port that it is sent to, 1 to 65535; with TCP and UDP, and only there.</param>
public sealed record CreateTrace(
    [property: Required] string? From = null, [property: Required] string? To = null, string? Network = null,
    [property: AllowedValues("icmp", "tcp", "udp")] string? Protocol = null, int? Port = null);
