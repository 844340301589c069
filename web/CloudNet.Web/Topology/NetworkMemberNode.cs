using CloudNet.Contracts.Hosts;
using CloudNet.Web.States;

namespace CloudNet.Web.Topology;

/// <summary>A host's part in a network.</summary>
/// <param name="Host">The host.</param>
/// <param name="Leases">Its subnets: one of each family, one at least.</param>
/// <param name="State">How far it is.</param>
public sealed record NetworkMemberNode(HostRecord Host, IReadOnlyList<LeaseRecord> Leases, LeaseState State)
{
    /// <summary>Its first lease: what holds of all of them, such as the network and the revision, is in it.</summary>
    public LeaseRecord Lease => Leases[0];

    /// <summary>Its subnets in words.</summary>
    public string Subnets => string.Join(", ", Leases.Select(lease => lease.Subnet));
}
