using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>The host is in this network now, with these pins and port mappings and no others, hidden from it or not; said again where they change.</summary>
/// <param name="Network">The network.</param>
/// <param name="Pins">What is pinned inside the host's leases there, by address; default: nothing. An older agent passes over it.</param>
/// <param name="PortMappings">Which of the host's ports lead to workloads there, by protocol and port; default: none. An older agent passes over it.</param>
/// <param name="Hidden">Whether the host itself has no part in it (<see cref="HostView.Hidden"/>). An older agent passes over it.</param>
public sealed record HostNetworkAdded(
    NetworkId Network, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<Pin> Pins = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<PortMapping> PortMappings = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Hidden = false) : ViewOperation
{
    /// <summary>Equal in every pin and mapping, not only in the references to them.</summary>
    public bool Equals(HostNetworkAdded? other) =>
        other is not null && Network == other.Network && HostView.Same(Pins, other.Pins) && HostView.Same(PortMappings, other.PortMappings)
        && Hidden == other.Hidden;

    /// <inheritdoc/>
    public override int GetHashCode() => Network.GetHashCode();
}
