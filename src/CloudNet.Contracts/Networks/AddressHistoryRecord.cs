using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Contracts.Networks;

/// <summary>Who had an address, from when to when. Names are as they were then: what they name may be gone.</summary>
/// <param name="Addresses">The subnet that a host held, or the one address that a workload had.</param>
/// <param name="NetworkId">The network.</param>
/// <param name="NetworkName">Its name.</param>
/// <param name="HostId">The host.</param>
/// <param name="HostName">Its name.</param>
/// <param name="WorkloadId">The workload; null for a host's subnet.</param>
/// <param name="WorkloadName">Its name.</param>
/// <param name="Epoch">Epoch of the host's lease; null for a workload.</param>
/// <param name="Since">From when the controller knew of it.</param>
/// <param name="Until">To when; null where it is so now.</param>
public sealed record AddressHistoryRecord(
    IPNetwork Addresses, NetworkId NetworkId, string NetworkName, HostId HostId, string HostName, WorkloadId? WorkloadId, string? WorkloadName,
    long? Epoch, DateTimeOffset Since, DateTimeOffset? Until);
