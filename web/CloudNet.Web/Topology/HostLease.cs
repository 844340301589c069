using CloudNet.Contracts.Hosts;
using CloudNet.Web.States;

namespace CloudNet.Web.Topology;

/// <summary>What a host holds in a network, with its measured state.</summary>
/// <param name="Leases">Its subnets: one of each family, one at least.</param>
/// <param name="State">How far the host is with them.</param>
public sealed record HostLease(IReadOnlyList<LeaseRecord> Leases, LeaseState State)
{
    /// <summary>Its first lease: what holds of all of them, such as the network and the revision, is in it.</summary>
    public LeaseRecord Lease => Leases[0];

    /// <summary>Its subnets in words.</summary>
    public string Subnets => string.Join(", ", Leases.Select(lease => lease.Subnet));
}
