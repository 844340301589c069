using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>Which networks a host is in, and what is pinned and mapped there. The agent follows the stream of each network.</summary>
/// <param name="Id">The host.</param>
/// <param name="Name">Its name.</param>
/// <param name="Networks">The networks that it is in.</param>
/// <param name="Pins">What is pinned inside its leases, by network, then by address; default: nothing. An older agent passes over it.</param>
/// <param name="PortMappings">Which of its ports lead to workloads, by network, protocol and port; default: none. An older agent passes over it.</param>
/// <param name="Hidden">
/// The networks that it is in for its workloads alone, by their ids: its own processes reach nobody there and nobody there reaches them, but for ICMP;
/// default: none. An older agent passes over it.
/// </param>
public sealed record HostView(
    HostId Id, string Name, ImmutableSortedSet<NetworkId> Networks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<Pin> Pins = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<PortMapping> PortMappings = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<NetworkId> Hidden = default) : View
{
    /// <inheritdoc/>
    [JsonIgnore] // Said again here: it is not taken over from the base.
    public override StreamName Stream => StreamName.Of(Id);

    /// <summary>What is pinned in one network.</summary>
    public IEnumerable<Pin> PinsOf(NetworkId network) => Pins.IsDefault ? [] : Pins.Where(pin => pin.Network == network);

    /// <inheritdoc/>
    public override View After(ViewOperation operation) => operation switch
    {
        HostNetworkAdded added => With(Networks.Add(added.Network), added.Network, added.Pins, added.PortMappings, added.Hidden),
        HostNetworkRemoved removed => With(Networks.Remove(removed.Network), removed.Network, default, default, false),
        HostRemoved => this with { Networks = [], Pins = default, PortMappings = default, Hidden = default },
        _ => throw new ArgumentException($"A host's view has no operation {operation.GetType().Name}.", nameof(operation)),
    };

    /// <summary>Equal in every network, pin and mapping, not only in the references to them.</summary>
    public bool Equals(HostView? other) =>
        other is not null && Id == other.Id && Name == other.Name && Networks.SequenceEqual(other.Networks) && Same(Pins, other.Pins)
        && Same(PortMappings, other.PortMappings) && Same(Hidden, other.Hidden);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Name, Networks.Count);

    /// <summary>Whether these are the same; none are the same as none.</summary>
    internal static bool Same<T>(ImmutableArray<T> some, ImmutableArray<T> others) =>
        some.IsDefaultOrEmpty ? others.IsDefaultOrEmpty : !others.IsDefault && some.SequenceEqual(others);

    private HostView With(
        ImmutableSortedSet<NetworkId> networks, NetworkId network, ImmutableArray<Pin> pins, ImmutableArray<PortMapping> mappings,
        bool isHidden) => this with
    {
        Networks = networks,
        Pins = Replaced(Pins, pin => pin.Network, network, pins),
        PortMappings = Replaced(PortMappings, mapping => mapping.Network, network, mappings),
        Hidden = Replaced(Hidden, hidden => hidden, network, isHidden ? [network] : []),
    };

    private static ImmutableArray<T> Replaced<T>(ImmutableArray<T> all, Func<T, NetworkId> networkOf, NetworkId network, ImmutableArray<T> own)
    {
        IEnumerable<T> rest = all.IsDefault ? [] : all.Where(one => networkOf(one) != network);
        ImmutableArray<T> together = [.. rest.Concat(own.IsDefault ? [] : own).OrderBy(networkOf)];
        return together.IsEmpty ? default : together;
    }
}
