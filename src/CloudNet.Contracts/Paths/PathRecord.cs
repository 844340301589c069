using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Paths;

/// <summary>The way from one host to another through a network, as the first one's probes found it.</summary>
/// <param name="NetworkId">The network.</param>
/// <param name="NetworkName">Its name.</param>
/// <param name="HostId">The host that probes.</param>
/// <param name="HostName">Its name.</param>
/// <param name="PeerId">The peer.</param>
/// <param name="PeerName">Its name.</param>
/// <param name="Family"><c>ipv4</c> or <c>ipv6</c>.</param>
/// <param name="Reached">Whether the peer answers.</param>
/// <param name="Fault">Where packets are lost; null where the peer is reached.</param>
/// <param name="LossPercent">Share of the last probes, at most 20, that had no answer; 0 to 100.</param>
/// <param name="LatencyMicroseconds">Round trip, smoothed; null where none was measured.</param>
/// <param name="Mtu">Longest packet that passes, bytes; null where none does.</param>
/// <param name="PromisedMtu">What the network's links promise, bytes; where it is more than <paramref name="Mtu"/>, longer packets are lost.</param>
/// <param name="Since">Since when it is reached or not, for that reason and those packets, as the controller heard it.</param>
/// <param name="ToldAt">When the host last told anything of it. It tells what is otherwise than before, so this may be long ago.</param>
public sealed record PathRecord(
    NetworkId NetworkId, string NetworkName, HostId HostId, string HostName, HostId PeerId, string PeerName, string Family, bool Reached, PathFault? Fault,
    int LossPercent, int? LatencyMicroseconds, int? Mtu, int PromisedMtu, DateTimeOffset Since, DateTimeOffset ToldAt);
