using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Contracts.Views;

/// <summary>This workload is in the network, with these values.</summary>
/// <param name="Host">The host that it runs on.</param>
/// <param name="Id">The workload; its host made the id, so it is a name only together with that.</param>
/// <param name="Workload">Its values.</param>
public sealed record WorkloadSet(HostId Host, WorkloadId Id, NetworkWorkload Workload) : ViewOperation;
