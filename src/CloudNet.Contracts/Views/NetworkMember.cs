using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Views;

/// <summary>A host in a network: all that its peers need to reach its subnets.</summary>
/// <param name="Host">The host.</param>
/// <param name="Name">The host's name.</param>
/// <param name="Underlay">The address that peers send to.</param>
/// <param name="Leases">The host's leases: one of each family of the network, IPv4 first.</param>
/// <param name="Mac">MAC of the host's VTEP in this network, given by the controller.</param>
public sealed record NetworkMember(HostId Host, string Name, IPAddress Underlay, ImmutableArray<MemberLease> Leases, MacAddress Mac)
{
    /// <summary>Its subnets.</summary>
    public IEnumerable<IPNetwork> Subnets() => Leases.Select(lease => lease.Subnet);

    /// <summary>Equal in every lease, not only in the reference to them.</summary>
    public bool Equals(NetworkMember? other) =>
        other is not null && Host == other.Host && Name == other.Name && Underlay.Equals(other.Underlay) && Mac == other.Mac
        && Leases.SequenceEqual(other.Leases);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Host, Name, Underlay, Mac);
}
