using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>The host is in this network now, with these pins and no others; said again where the pins change.</summary>
/// <param name="Network">The network.</param>
/// <param name="Pins">What is pinned inside the host's leases there, by address; default: nothing. An older agent passes over it.</param>
public sealed record HostNetworkAdded(
    NetworkId Network, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<Pin> Pins = default) : ViewOperation
{
    /// <summary>Equal in every pin, not only in the reference to them.</summary>
    public bool Equals(HostNetworkAdded? other) => other is not null && Network == other.Network && HostView.Same(Pins, other.Pins);

    /// <inheritdoc/>
    public override int GetHashCode() => Network.GetHashCode();
}
