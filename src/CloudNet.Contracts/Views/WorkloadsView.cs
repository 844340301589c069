using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Contracts.Views;

/// <summary>
/// The workloads of a network, on all of its hosts, as those reported them. A stream by itself, beside that of the network: workloads come and go all the
/// time, and what hosts build to reach each other does not depend on them.
/// </summary>
/// <param name="Network">The network.</param>
/// <param name="Hosts">The workloads by their ids, by host; a host without any is left out.</param>
/// <param name="Pins">Addresses that are kept for workloads by name, in no order; default: none.</param>
public sealed record WorkloadsView(
    NetworkId Network, ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>> Hosts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<NetworkPin> Pins = default) : View
{
    private static readonly ImmutableSortedDictionary<WorkloadId, NetworkWorkload> None = ImmutableSortedDictionary<WorkloadId, NetworkWorkload>.Empty;

    /// <inheritdoc/>
    [JsonIgnore] // Said again here: it is not taken over from the base.
    public override StreamName Stream => StreamName.OfWorkloads(Network);

    /// <inheritdoc/>
    public override View After(ViewOperation operation) => operation switch
    {
        WorkloadSet set => With(set.Host, Of(set.Host).SetItem(set.Id, set.Workload)),
        WorkloadRemoved removed => With(removed.Host, Of(removed.Host).Remove(removed.Id)),
        HostWorkloadsRemoved removed => With(removed.Host, None),
        AddressPinned pinned => WithPins([.. PinsBut(pinned.Pin.Address), pinned.Pin]),
        AddressUnpinned unpinned => WithPins([.. PinsBut(unpinned.Address)]),
        _ => throw new ArgumentException($"A view of workloads has no operation {operation.GetType().Name}.", nameof(operation)),
    };

    /// <summary>Those of a host.</summary>
    public ImmutableSortedDictionary<WorkloadId, NetworkWorkload> Of(HostId host) => Hosts.GetValueOrDefault(host) ?? None;

    /// <summary>Equal in every workload, not only in the references to them.</summary>
    public bool Equals(WorkloadsView? other) =>
        other is not null && Network == other.Network && Hosts.Count == other.Hosts.Count
        && Hosts.Zip(other.Hosts).All(pair => pair.First.Key == pair.Second.Key && pair.First.Value.SequenceEqual(pair.Second.Value))
        && AllPins.ToHashSet().SetEquals(other.AllPins);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Network, Hosts.Count);

    /// <summary>The pins; none where none was ever said.</summary>
    [JsonIgnore]
    public ImmutableArray<NetworkPin> AllPins => Pins.IsDefault ? [] : Pins;

    private IEnumerable<NetworkPin> PinsBut(IPAddress address) => AllPins.Where(pin => !pin.Address.Equals(address));

    private WorkloadsView WithPins(ImmutableArray<NetworkPin> pins) => this with { Pins = pins.IsEmpty ? default : pins };

    private WorkloadsView With(HostId host, ImmutableSortedDictionary<WorkloadId, NetworkWorkload> workloads) =>
        this with { Hosts = workloads.IsEmpty ? Hosts.Remove(host) : Hosts.SetItem(host, workloads) };
}
