using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Networks;

/// <summary>A host in a network.</summary>
/// <param name="NetworkId">The network.</param>
/// <param name="HostId">The host.</param>
/// <param name="Leases">The subnets that it holds there: one of each family of the network, IPv4 first.</param>
public sealed record MembershipRecord(NetworkId NetworkId, HostId HostId, IReadOnlyList<LeaseRecord> Leases);
