using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>
/// A network that another is peered with: their workloads reach each other, with their own addresses, on and between hosts that are in both. Each of the two
/// is told of the other.
/// </summary>
/// <param name="Network">The other network.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ranges">Its ranges.</param>
public sealed record NetworkPeering(NetworkId Network, string Name, ImmutableArray<IPNetwork> Ranges)
{
    /// <summary>Equal in every range, not only in the reference to them.</summary>
    public bool Equals(NetworkPeering? other) =>
        other is not null && Network == other.Network && Name == other.Name && Ranges.SequenceEqual(other.Ranges);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Network, Name, Ranges.Length);
}
