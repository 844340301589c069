using System.Net;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Hosts;

/// <summary>A lease that is on its way to be taken back, or was, because its holder is not heard of.</summary>
/// <param name="NetworkId">The network.</param>
/// <param name="NetworkName">Its name.</param>
/// <param name="HostId">The holder.</param>
/// <param name="HostName">Its name.</param>
/// <param name="Subnet">The subnet; where it was taken back, the one that the host had.</param>
/// <param name="LastHeardAt">When the host was last heard of, or enrolled.</param>
/// <param name="ExpiresAt">When the lease expires, or expired.</param>
/// <param name="ReclaimAt">When the subnet is taken back, or was.</param>
/// <param name="Reclaimed">Whether it is taken back: the host gets a subnet when it returns, the same one where that is still free.</param>
public sealed record ExpiringLeaseRecord(
    NetworkId NetworkId, string NetworkName, HostId HostId, string HostName, IPNetwork Subnet, DateTimeOffset LastHeardAt,
    DateTimeOffset ExpiresAt, DateTimeOffset ReclaimAt, bool Reclaimed);
