using System.Net;

namespace CloudNet.Contracts.Networks;

/// <summary>A peering of a network, as the API shows it from that network's side.</summary>
/// <param name="PeerId">The network that it is peered with.</param>
/// <param name="Peer">That network's name.</param>
/// <param name="Ranges">That network's ranges: IPv4 first, then by address.</param>
/// <param name="HostsInBoth">How many hosts are in both. Workloads of the two reach each other there and between those hosts.</param>
/// <param name="OnlyHere">Names of the hosts of this network that are not in that one, in their order: their workloads do not reach it.</param>
/// <param name="OnlyThere">Names of the hosts of that network that are not in this one, in their order.</param>
/// <param name="InClear">
/// Name of the one of the two that is not encrypted where the other is: what is sent to its workloads on other hosts crosses in clear. Null: both are, or
/// neither.
/// </param>
public sealed record PeeringRecord(
    NetworkId PeerId, string Peer, IReadOnlyList<IPNetwork> Ranges, int HostsInBoth, IReadOnlyList<string> OnlyHere, IReadOnlyList<string> OnlyThere,
    string? InClear = null);
