using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>Which networks a host is in. The agent follows the stream of each.</summary>
/// <param name="Id">The host.</param>
/// <param name="Name">Its name.</param>
/// <param name="Networks">The networks that it is in.</param>
public sealed record HostView(HostId Id, string Name, ImmutableSortedSet<NetworkId> Networks) : View
{
    /// <inheritdoc/>
    [JsonIgnore] // Said again here: it is not taken over from the base.
    public override StreamName Stream => StreamName.Of(Id);

    /// <inheritdoc/>
    public override View After(ViewOperation operation) => operation switch
    {
        HostNetworkAdded added => this with { Networks = Networks.Add(added.Network) },
        HostNetworkRemoved removed => this with { Networks = Networks.Remove(removed.Network) },
        HostRemoved => this with { Networks = [] },
        _ => throw new ArgumentException($"A host's view has no operation {operation.GetType().Name}.", nameof(operation)),
    };

    /// <summary>Equal in every network, not only in the reference to them.</summary>
    public bool Equals(HostView? other) =>
        other is not null && Id == other.Id && Name == other.Name && Networks.SequenceEqual(other.Networks);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Name, Networks.Count);
}
