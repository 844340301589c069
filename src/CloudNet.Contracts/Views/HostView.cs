using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>Which networks a host is in, and what is pinned there. The agent follows the stream of each network.</summary>
/// <param name="Id">The host.</param>
/// <param name="Name">Its name.</param>
/// <param name="Networks">The networks that it is in.</param>
/// <param name="Pins">What is pinned inside its leases, by network, then by address; default: nothing. An older agent passes over it.</param>
public sealed record HostView(
    HostId Id, string Name, ImmutableSortedSet<NetworkId> Networks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<Pin> Pins = default) : View
{
    /// <inheritdoc/>
    [JsonIgnore] // Said again here: it is not taken over from the base.
    public override StreamName Stream => StreamName.Of(Id);

    /// <summary>What is pinned in one network.</summary>
    public IEnumerable<Pin> PinsOf(NetworkId network) => Pins.IsDefault ? [] : Pins.Where(pin => pin.Network == network);

    /// <inheritdoc/>
    public override View After(ViewOperation operation) => operation switch
    {
        HostNetworkAdded added => this with { Networks = Networks.Add(added.Network), Pins = PinsWith(added.Network, added.Pins) },
        HostNetworkRemoved removed => this with { Networks = Networks.Remove(removed.Network), Pins = PinsWith(removed.Network, default) },
        HostRemoved => this with { Networks = [], Pins = default },
        _ => throw new ArgumentException($"A host's view has no operation {operation.GetType().Name}.", nameof(operation)),
    };

    /// <summary>Equal in every network and pin, not only in the references to them.</summary>
    public bool Equals(HostView? other) =>
        other is not null && Id == other.Id && Name == other.Name && Networks.SequenceEqual(other.Networks) && Same(Pins, other.Pins);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Name, Networks.Count);

    /// <summary>Whether these are the same pins; none are the same as none.</summary>
    internal static bool Same(ImmutableArray<Pin> some, ImmutableArray<Pin> others) =>
        some.IsDefaultOrEmpty ? others.IsDefaultOrEmpty : !others.IsDefault && some.SequenceEqual(others);

    private ImmutableArray<Pin> PinsWith(NetworkId network, ImmutableArray<Pin> own)
    {
        IEnumerable<Pin> rest = Pins.IsDefault ? [] : Pins.Where(pin => pin.Network != network);
        ImmutableArray<Pin> all = [.. rest.Concat(own.IsDefault ? [] : own).OrderBy(pin => pin.Network)];
        return all.IsEmpty ? default : all;
    }
}
