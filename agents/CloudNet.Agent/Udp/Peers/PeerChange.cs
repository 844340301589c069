using System.Collections.Immutable;

namespace CloudNet.Agent.Udp.Peers;

/// <summary>One line of a batch.</summary>
/// <param name="Endpoint">The peer.</param>
/// <param name="Subnets">What it has from now on; null where it is a peer no more.</param>
internal sealed record PeerChange(PeerEndpoint Endpoint, ImmutableArray<Prefix>? Subnets);
