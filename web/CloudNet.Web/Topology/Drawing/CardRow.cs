using CloudNet.Contracts.Workloads;

namespace CloudNet.Web.Topology.Drawing;

/// <summary>A line of a host's card: a lease, a workload beneath it, or how many workloads were left out.</summary>
/// <param name="Y">Middle of the line, from the top of the card.</param>
/// <param name="Lease">Set for a lease.</param>
/// <param name="Workload">Set for a workload.</param>
/// <param name="More">Set where workloads were left out: how many.</param>
public sealed record CardRow(double Y, HostLease? Lease = null, WorkloadRecord? Workload = null, int More = 0);
