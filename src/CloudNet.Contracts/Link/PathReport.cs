using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;

namespace CloudNet.Contracts.Link;

/// <summary>A path from the reporting host to a peer, through a network of both, as its probes found it.</summary>
/// <param name="Network">The network.</param>
/// <param name="Peer">The peer.</param>
/// <param name="Ipv6">Whether the probes were IPv6; else IPv4. A network of both families has both paths.</param>
/// <param name="Reached">Whether the peer answers. It counts as lost after three probes without an answer, and as reached after one with.</param>
/// <param name="LossPercent">Share of the last probes, at most 20, that had no answer; 0 to 100.</param>
/// <param name="LatencyMicroseconds">Round trip, smoothed (RFC 6298, 2); null where none was measured.</param>
/// <param name="Mtu">Longest packet that was seen to pass uncut, bytes; null where none of any length was tried with success.</param>
/// <param name="PromisedMtu">What the network's links promise, bytes.</param>
/// <param name="Fault">Where packets are lost; null where the peer is reached.</param>
public sealed record PathReport(
    NetworkId Network, HostId Peer, bool Ipv6, bool Reached, int LossPercent, int? LatencyMicroseconds, int? Mtu, int PromisedMtu, PathFault? Fault);
