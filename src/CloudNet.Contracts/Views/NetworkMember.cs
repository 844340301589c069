using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Views;

/// <summary>A host in a network: all that its peers need to reach its subnets.</summary>
/// <param name="Host">The host.</param>
/// <param name="Name">The host's name.</param>
/// <param name="Underlay">The address that peers send to.</param>
/// <param name="Leases">The host's leases: one of each family of the network, IPv4 first.</param>
/// <param name="Mac">MAC of the host's VTEP in this network, given by the controller.</param>
/// <param name="Keys">Its WireGuard keys, where the network uses any; default: none. An older agent passes over them.</param>
public sealed record NetworkMember(
    HostId Host, string Name, IPAddress Underlay, ImmutableArray<MemberLease> Leases, MacAddress Mac,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<MemberKey> Keys = default)
{
    /// <summary>Its subnets.</summary>
    public IEnumerable<IPNetwork> Subnets() => Leases.Select(lease => lease.Subnet);

    /// <summary>Its key of a generation; null where it has none yet.</summary>
    public WireguardKey? KeyOf(int generation) =>
        Keys.IsDefault ? null : Keys.FirstOrDefault(key => key.Generation == generation)?.PublicKey;

    /// <summary>Equal in every lease and key, not only in the references to them.</summary>
    public bool Equals(NetworkMember? other) =>
        other is not null && Host == other.Host && Name == other.Name && Underlay.Equals(other.Underlay) && Mac == other.Mac
        && Leases.SequenceEqual(other.Leases) && Same(Keys, other.Keys);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Host, Name, Underlay, Mac);

    private static bool Same(ImmutableArray<MemberKey> some, ImmutableArray<MemberKey> others) =>
        some.IsDefaultOrEmpty ? others.IsDefaultOrEmpty : !others.IsDefault && some.SequenceEqual(others);
}
