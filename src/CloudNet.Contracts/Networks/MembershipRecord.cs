using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Networks;

/// <summary>A host in a network.</summary>
/// <param name="NetworkId">The network.</param>
/// <param name="HostId">The host.</param>
/// <param name="Leases">The subnets that it holds there: one of each family of the network, IPv4 first.</param>
/// <param name="Warnings">What may come to clash with the network on this host, in words; null where nothing is known to.</param>
public sealed record MembershipRecord(
    NetworkId NetworkId, HostId HostId, IReadOnlyList<LeaseRecord> Leases, IReadOnlyList<string>? Warnings = null);
