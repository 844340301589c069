using System.Net.Sockets;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Paths;

/// <summary>Names a path: to a peer, in a network, by a family.</summary>
/// <param name="Network">The network.</param>
/// <param name="Peer">The peer.</param>
/// <param name="Family">The family.</param>
/// <param name="IsNext">Whether by the way across that the network is on its way to, and not by that which packets to the peer take now.</param>
internal readonly record struct PathKey(NetworkId Network, HostId Peer, AddressFamily Family, bool IsNext = false);
