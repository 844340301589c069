using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>What holds for a whole network, the same on each of its hosts.</summary>
/// <param name="Name">Unique in the tenant.</param>
/// <param name="Ranges">The addresses that its hosts' subnets are cut from: IPv4 first, then by address.</param>
/// <param name="Driver">How packets cross between hosts.</param>
/// <param name="Nat">Whether what leaves the network is masqueraded as the host's address.</param>
/// <param name="Mtu">Bytes; null: the host's underlay MTU less the driver's overhead.</param>
/// <param name="Vni">Number of the network in the name of its bridge, and of its way across unless <paramref name="WireVni"/> is another.</param>
/// <param name="WorkloadsFull">
/// How many workloads the tenant may have, where it has as many: no more are attached. Null: there is room. An older agent passes over it.
/// </param>
/// <param name="Port">UDP port that hosts send to; null: the driver's usual one, or none.</param>
/// <param name="Encrypted">Whether the driver runs over WireGuard.</param>
/// <param name="DirectRouting">Whether peers on a host's own link are reached by plain routes instead (driver vxlan).</param>
/// <param name="KeyGeneration">Which of the hosts' WireGuard keys are used; 0 where none are.</param>
/// <param name="WireVni">Number of its way across on the wire and in the names of links, where that is another than the network's.</param>
/// <param name="PresharedKey">The secret that its hosts share besides their WireGuard keys; null: none.</param>
/// <param name="Next">The way across that it is on its way to; null: it stays as it is.</param>
/// <param name="Peerings">The networks that it is peered with, by their ids; default: none. An older agent passes over them, and keeps it closed.</param>
/// <param name="ServiceRanges">
/// Where its services have their addresses: inside its ranges, before the first subnet that hosts are given; IPv4 first. Default: nowhere. An older agent
/// passes over them.
/// </param>
public sealed record NetworkSettings(
    string Name, ImmutableArray<IPNetwork> Ranges, NetworkDriver Driver, bool Nat, int? Mtu, int Vni,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? WorkloadsFull = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Port = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Encrypted = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool DirectRouting = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int KeyGeneration = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? WireVni = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PresharedKey? PresharedKey = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NextPlane? Next = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<NetworkPeering> Peerings = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<IPNetwork> ServiceRanges = default)
{
    /// <summary>How packets cross, put together.</summary>
    [JsonIgnore]
    public DataPlane Plane => new(Driver, WireVni ?? Vni, Port, Mtu, Encrypted, DirectRouting, KeyGeneration, PresharedKey is not null);

    /// <summary>That, and the way across that it is on its way to.</summary>
    [JsonIgnore]
    public ImmutableArray<DataPlane> Planes => Next is { } next ? [Plane, next.Plane] : [Plane];

    /// <summary>Equal in every range, not only in the reference to them.</summary>
    public bool Equals(NetworkSettings? other) =>
        other is not null && Name == other.Name && Nat == other.Nat && Plane == other.Plane && Vni == other.Vni && Next == other.Next
        && PresharedKey == other.PresharedKey
        && WorkloadsFull == other.WorkloadsFull
        && Ranges.SequenceEqual(other.Ranges) && HostView.Same(Peerings, other.Peerings)
        && HostView.Same(ServiceRanges, other.ServiceRanges);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Driver, Nat, Mtu, Vni);
}
