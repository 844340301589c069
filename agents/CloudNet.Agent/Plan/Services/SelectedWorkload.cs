using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Services;

/// <summary>A workload that services may have as a backend.</summary>
/// <param name="Host">The host that it runs on.</param>
/// <param name="Workload">What is known of it.</param>
internal sealed record SelectedWorkload(HostId Host, NetworkWorkload Workload);
