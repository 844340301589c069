using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Web.Topology;

/// <summary>A host in the topology.</summary>
/// <param name="Host">The host.</param>
/// <param name="Leases">Its leases, by the name of the network.</param>
/// <param name="Workloads">What runs on it.</param>
public sealed record HostNode(HostRecord Host, IReadOnlyList<HostLease> Leases, IReadOnlyList<WorkloadRecord> Workloads);
