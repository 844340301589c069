using System.Collections.Immutable;
using System.Net.Sockets;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Plan;

/// <summary>Paths that carry less than their links promise, as they were measured.</summary>
/// <param name="Short">The longest packet of each such path, bytes.</param>
internal sealed record PathMtus(ImmutableDictionary<(NetworkId Network, HostId Peer, AddressFamily Family), int> Short)
{
    /// <summary>Every path carries what is promised.</summary>
    public static PathMtus None { get; } = new(ImmutableDictionary<(NetworkId, HostId, AddressFamily), int>.Empty);

    /// <summary>What a path carries where that is less than is promised; else null.</summary>
    public int? Of(NetworkId network, HostId peer, AddressFamily family) => Short.TryGetValue((network, peer, family), out var mtu) ? mtu : null;

    /// <summary>Whether any path of a network is shorter.</summary>
    public bool Any(NetworkId network) => Short.Keys.Any(path => path.Network == network);

    /// <summary>Equal in every path, not only in the reference to them.</summary>
    public bool Equals(PathMtus? other) => other is not null && Short.Count == other.Short.Count
        && Short.All(path => other.Short.TryGetValue(path.Key, out var mtu) && mtu == path.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Short.Count;
}
