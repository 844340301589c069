using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Contracts.Views;

/// <summary>This workload is no longer in the network.</summary>
/// <param name="Host">The host that it ran on.</param>
/// <param name="Id">The workload.</param>
public sealed record WorkloadRemoved(HostId Host, WorkloadId Id) : ViewOperation;
